import java.io.FileOutputStream;
import java.nio.file.*;
import org.apache.jena.query.*;
import org.apache.jena.riot.RDFDataMgr;

/** Runs every query of a folder (NAME.rq) over one file, and writes each answer beside it (NAME.out). */
class JenaRun {
  public static void main(String[] arguments) throws Exception {
    Dataset data = RDFDataMgr.loadDataset(arguments[0]);
    try (DirectoryStream<Path> queries = Files.newDirectoryStream(Path.of(arguments[1]), "*.rq")) {
      for (Path file : queries) {
        Path answer = Path.of(file.toString().replaceFirst("rq$", "out"));
        try (QueryExecution run = QueryExecutionFactory.create(Files.readString(file), data);
            FileOutputStream out = new FileOutputStream(answer.toFile())) {
          if (run.getQuery().isSelectType()) ResultSetFormatter.outputAsJSON(out, run.execSelect());
          else if (run.getQuery().isAskType()) ResultSetFormatter.outputAsJSON(out, run.execAsk());
          else run.execConstruct().write(out, "N-TRIPLES");
        } catch (QueryException error) {
          Files.writeString(answer, "error: " + error.getMessage());
        }
      }
    }
  }
}
