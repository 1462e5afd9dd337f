import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.apache.jena.query.*;
import org.apache.jena.riot.RDFDataMgr;

/** A SPARQL endpoint on loopback over one file; prints its port when it is ready, and ends when its input does. */
class JenaServe {
  public static void main(String[] arguments) throws Exception {
    Dataset data = RDFDataMgr.loadDataset(arguments[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/sparql", exchange -> answer(exchange, data));
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.start();
    System.out.println(server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }

  static void answer(HttpExchange exchange, Dataset data) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code = 200;
    String type = "application/sparql-results+json";
    try (QueryExecution run = QueryExecutionFactory.create(parameter(form, "query"), data)) {
      if (run.getQuery().isSelectType()) ResultSetFormatter.outputAsJSON(out, run.execSelect());
      else if (run.getQuery().isAskType()) ResultSetFormatter.outputAsJSON(out, run.execAsk());
      else {
        type = "application/n-triples";
        run.execConstruct().write(out, "N-TRIPLES");
      }
    } catch (RuntimeException error) {
      code = 400;
      type = "text/plain";
      out.reset();
      out.write(String.valueOf(error.getMessage()).getBytes(StandardCharsets.UTF_8));
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, out.size() == 0 ? -1 : out.size());
    exchange.getResponseBody().write(out.toByteArray());
    exchange.close();
  }

  static String parameter(String form, String name) {
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts[0].equals(name)) return URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
    }
    return "";
  }
}
