"""The page beside what pyvis writes by itself, in one browser run: size, first paint, frames while panning, heap.

    python benchmarks/page.py [--sizes 100 1000 5000] [--runs 1] [--browser /usr/bin/chromium]

Both get the same nodes and edges, from made-up events (see `events.py`). First paint is when the first mark is on
the canvas; with stock pyvis that waits for its physics. Stock pages are given up after a minute. Of several runs,
each of which opens both pages, the medians of the first paints are compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events
from playwright.sync_api import Browser, Error, Page, sync_playwright

from graph import KnowledgeGraph, open_graph
from graph.page.model import build_model

PATIENCE = 60_000

WATCH = """
(() => {
  const look = () => {
    const canvas = document.querySelector("canvas");
    const { width, height } = canvas ?? {};
    const drawn = () => canvas.getContext("2d").getImageData(0, 0, width, height).data.some((part) => part);
    if (width && drawn()) window.firstPaint = performance.now();
    else setTimeout(look, 20);
  };
  addEventListener("DOMContentLoaded", look);
})();
"""

FRAMES = """
() => new Promise((done) => {
  let frames = 0;
  const begun = performance.now();
  const count = () => {
    frames += 1;
    if (performance.now() - begun < 1500) requestAnimationFrame(count);
    else done((1000 * frames) / (performance.now() - begun));
  };
  requestAnimationFrame(count);
})
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one page; None where it was given up."""

    size: int
    written: float
    paint: float | None
    frames: float | None
    heap: float | None


def graph_of(size: int, folder: Path) -> KnowledgeGraph:
    """Return a graph of about so many nodes."""
    file = folder / f"events-{size}.trig"
    events.write_trig(events.made_up(size), file)
    return open_graph(file)


def ours(graph: KnowledgeGraph, size: int) -> str:
    return graph.page(most=size).html


def stock(graph: KnowledgeGraph, size: int) -> str:
    """Return the page that pyvis writes of the same nodes and edges with everything in the file."""
    from pyvis.network import Network

    model = build_model(graph.path_finder, most=size)
    net = Network(cdn_resources="in_line", directed=True)
    drawn = {node.entity.iri for node in model.nodes[: model.drawn]}
    for node in model.nodes[: model.drawn]:
        net.add_node(node.entity.iri, label=node.entity.label(), shape="dot")
    for edge in model.edges:
        if drawn.issuperset(edge.ends):
            net.add_edge(*edge.ends)
    return str(net.generate_html())


def measure(browser: Browser, html: str, written: float, folder: Path) -> Figures:
    """Open a page, wait for its first mark, and pan it."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(WATCH)
    try:
        page.goto(f"file://{file}", timeout=PATIENCE, wait_until="commit")
        paint = wait_for_paint(page)
        frames = pan(page)
        heap = page.evaluate("performance.memory.usedJSHeapSize / 1e6")
    except (Error, TimeoutError):
        paint = frames = heap = None
    page.close()
    return Figures(len(html.encode()), written, paint, frames, heap)


def wait_for_paint(page: Page) -> float:
    """Ask again and again; a page whose policy forbids `eval` cannot be waited for otherwise."""
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end:
        if (paint := page.evaluate("window.firstPaint ?? null")) is not None:
            return float(paint)
        time.sleep(0.05)
    raise TimeoutError


def pan(page: Page) -> float:
    """Drag the ground to and fro, and return how many frames a second are drawn meanwhile."""
    box = page.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] * 0.15, box["y"] + box["height"] * 0.1
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(f"() => {{ window.frames_ = ({FRAMES})(); }}")
    end = time.monotonic() + 1.5
    step = 0
    while time.monotonic() < end:
        step += 1
        page.mouse.move(x + 120 * (step % 2), y + 60 * (step % 3))
    page.mouse.up()
    return float(page.evaluate("() => window.frames_"))


def show(name: str, size: int, figures: Figures) -> str:
    def cell(value: float | None, unit: str, digits: int = 0) -> str:
        return "given up" if value is None else f"{value:,.{digits}f} {unit}"

    return (
        f"{size:>6,}  {name:<6} {figures.size / 1e6:>6.2f} MB  written in {figures.written:>5.1f} s  "
        f"first paint {cell(figures.paint, 'ms'):>10}  {cell(figures.frames, 'frames/s'):>14}  "
        f"{cell(figures.heap, 'MB'):>9}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 5000])
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for size in options.sizes:
            graph = graph_of(size, folder)
            paints: dict[str, list[float]] = {"stock": [], "ours": []}
            for maker in (stock, ours) * options.runs:
                begun = time.perf_counter()
                html = maker(graph, size)
                found = measure(browser, html, time.perf_counter() - begun, folder)
                print(show(maker.__name__, size, found), flush=True)
                paints[maker.__name__].append(PATIENCE if found.paint is None else found.paint)
            before, after = median(paints["stock"]), median(paints["ours"])
            print(f"{size:>6,}  first paint {'more than ' * (before == PATIENCE)}{before / after:.0f}x sooner")
        browser.close()


if __name__ == "__main__":
    main()
