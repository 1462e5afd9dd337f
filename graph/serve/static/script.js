// What pages do beyond HTML: suggestions below the search field, by mouse and by keys.
const field = document.getElementById("find");
const offers = document.getElementById("offers");
let chosen = -1;
let asked = 0;

function show(found) {
  offers.replaceChildren(...found.map((each, number) => option(each, number)));
  offers.hidden = found.length === 0;
  field.setAttribute("aria-expanded", String(!offers.hidden));
  choose(-1);
}

function option(each, number) {
  const item = document.createElement("li");
  item.id = `offer-${number}`;
  item.setAttribute("role", "option");
  item.dataset.address = each.address;
  const kind = document.createElement("span");
  kind.className = "soft";
  kind.textContent = ` ${each.kind}`;
  item.append(each.label, kind);
  item.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    location.assign(each.address);
  });
  return item;
}

function choose(number) {
  chosen = number;
  [...offers.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
  if (number < 0) field.removeAttribute("aria-activedescendant");
  else {
    field.setAttribute("aria-activedescendant", `offer-${number}`);
    offers.children[number].scrollIntoView({ block: "nearest" });
  }
}

async function suggest() {
  const text = field.value.trim();
  const turn = ++asked;
  if (text.length < 2) return show([]);
  await new Promise((resolve) => setTimeout(resolve, 120));
  if (turn !== asked) return;
  const [path, query] = field.dataset.offers.split("?");
  const params = new URLSearchParams(query);
  params.set("text", text);
  try {
    const reply = await fetch(`${path}?${params}`, { headers: { accept: "application/json" } });
    const found = reply.ok ? await reply.json() : [];
    if (turn === asked) show(found);
  } catch {
    show([]);
  }
}

field.addEventListener("input", suggest);
field.addEventListener("blur", () => show([]));
field.addEventListener("keydown", (event) => {
  const count = offers.children.length;
  if (!count) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose((chosen + step + count + (chosen < 0 && step < 0 ? 1 : 0)) % count);
  } else if (event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    location.assign(offers.children[chosen].dataset.address);
  } else if (event.key === "Escape") show([]);
});
