/* Unpacks library, script and data. Written so that the oldest browsers understand it: where they lack what the page
   needs, or it does not start, they are told so and get the tables. */
(function () {
  "use strict";
  var root = document.documentElement;
  var LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;[=]?@^_`{|}~";

  function showTables() {
    var plain = document.getElementById("plain");
    if (root.getAttribute("data-ready") || !plain.hidden) return;
    var texts = document.getElementsByTagName("noscript")[0];
    plain.innerHTML = texts.textContent || texts.innerHTML;
    plain.insertBefore(document.createElement("p"), plain.firstChild).textContent = plain.getAttribute("data-message");
    plain.hidden = false;
    document.getElementById("app").hidden = true;
  }

  function bytesOf(text) {
    var groups = Math.ceil(text.length / 5);
    var padded = text + "~~~~".slice(0, 5 * groups - text.length);
    var bytes = new DataView(new ArrayBuffer(4 * groups));
    var value = [];
    var i;
    var at;
    var number;
    for (i = 0; i < 85; i += 1) value[LETTERS.charCodeAt(i)] = i;
    for (i = 0; i < groups; i += 1) {
      number = 0;
      for (at = 5 * i; at < 5 * i + 5; at += 1) number = number * 85 + value[padded.charCodeAt(at)];
      bytes.setUint32(4 * i, number);
    }
    return new Uint8Array(bytes.buffer, 0, 4 * groups - (padded.length - text.length));
  }

  function unpack(id) {
    var stream = new DecompressionStream("deflate-raw");
    var writer = stream.writable.getWriter();
    writer.write(bytesOf(document.getElementById(id).textContent));
    writer.close();
    return new Response(stream.readable).text();
  }

  function run(text) {
    var element = document.createElement("script");
    element.textContent = text;
    document.head.appendChild(element);
  }

  window.addEventListener("error", showTables);
  window.addEventListener("unhandledrejection", showTables);
  try {
    if (!window.DecompressionStream) throw new Error("this browser cannot unpack the page");
    document.getElementById("app").hidden = false;
    Promise.all([unpack("library"), unpack("script"), unpack("data")])
      .then(function (texts) {
        window.panmunjomData = texts[2];
        run(texts[0]);
        run(texts[1]);
      })
      .catch(showTables);
  } catch (_error) {
    showTables();
  }
})();
