/** What the page carries compressed: base64 of raw deflate. */

async function begin(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  writer.write(bytes);
  writer.close();
  return new Response(stream.readable).text();
}

const begun = new Map(["data", "library"].map((id) => [id, begin(id)]));

/** The text in an element; both have been begun with together. */
export const unpack = (id) => begun.get(id);
