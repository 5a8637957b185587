// A box that scrolls sideways can be reached and scrolled by keyboard.
const reachable = () => {
  for (const box of document.querySelectorAll("pre, .cell_output, .table-wrapper, div.math")) {
    const scrolls = box.scrollWidth > box.clientWidth;
    if (scrolls) { box.tabIndex = 0; } else { box.removeAttribute("tabindex"); }
  }
};
addEventListener("load", reachable);
addEventListener("resize", reachable);
document.addEventListener("toggle", reachable, true);
