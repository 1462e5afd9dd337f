/** Tables for spreadsheets: what begins like a formula is made plain text. */

/** @param {unknown} value */
export function cell(value) {
  const text = String(value ?? "");
  const plain = /^[\s]*[=+\-@]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${plain.replaceAll('"', '""')}"`;
}

/** A table as CSV, with the mark that tells spreadsheets that it is UTF-8.
 * @param {string[]} head
 * @param {unknown[][]} rows */
export const csv = (head, rows) => `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
