/** What the page carries compressed: base64 of raw deflate. */

async function begin(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))).text();
}

const begun = new Map(["data", "library"].map((id) => [id, begin(id)]));

/** The text in an element; both have been begun with together. */
export const unpack = (id) => begun.get(id);
