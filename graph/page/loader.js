/* Unpacks library, script and data. Written so that the oldest browsers understand it: where they lack what the page
   needs, or it does not start, they are told so and get the tables. */
(function () {
  "use strict";
  var root = document.documentElement;

  function showTables() {
    var plain = document.getElementById("plain");
    if (root.getAttribute("data-ready") || !plain.hidden) return;
    var texts = document.getElementsByTagName("noscript")[0];
    plain.innerHTML = texts.textContent || texts.innerHTML;
    plain.insertBefore(document.createElement("p"), plain.firstChild).textContent = plain.getAttribute("data-message");
    plain.hidden = false;
    document.getElementById("app").hidden = true;
  }

  /* Two letters of 91 hold 13 bits, a single one at the end 6. */
  function bytesOf(text) {
    var length = text.length;
    var bytes = new Uint8Array(Math.floor(((length >> 1) * 13 + (length % 2) * 6) / 8));
    var value = [];
    var put = 0;
    var held = 0;
    var bits = 0;
    var letters = 0;
    var i;
    for (i = 33; i < 127; i += 1) if ("<>&".indexOf(String.fromCharCode(i)) < 0) value[i] = letters++;
    for (i = 0; i < length; i += 2) {
      held = i + 1 < length ? (held << 13) | pair(i) : (held << 6) | value[text.charCodeAt(i)];
      for (bits += i + 1 < length ? 13 : 6; bits >= 8; put += 1) {
        bits -= 8;
        bytes[put] = held >> bits;
      }
      held &= (1 << bits) - 1;
    }
    return bytes;

    function pair(at) {
      return value[text.charCodeAt(at)] * letters + value[text.charCodeAt(at + 1)];
    }
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
