// What pages do beyond HTML: suggestions below the fields for names, by mouse and by keys.

function suggesting(field) {
  const list = document.createElement("ul");
  list.id = `${field.id || field.name}-offers`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent.trim());
  field.after(list);
  field.setAttribute("autocomplete", "off");
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  let chosen = -1;
  let turn = 0;

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
  }

  function option(each, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    const kind = document.createElement("span");
    kind.className = "soft";
    kind.textContent = ` ${each.kind}`;
    item.append(each.label, kind);
    item.take = () => {
      if ("fill" in field.dataset) {
        field.value = each.label;
        show([]);
      } else location.assign(each.address);
    };
    item.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      item.take();
    });
    return item;
  }

  function choose(number) {
    chosen = number;
    [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === number)));
    if (number < 0) field.removeAttribute("aria-activedescendant");
    else {
      field.setAttribute("aria-activedescendant", list.children[number].id);
      list.children[number].scrollIntoView({ block: "nearest" });
    }
  }

  async function suggest() {
    const text = field.value.trim();
    const mine = ++turn;
    if (text.length < 2) return show([]);
    await new Promise((resolve) => setTimeout(resolve, 120));
    if (mine !== turn) return undefined;
    const [path, query] = field.dataset.offers.split("?");
    const params = new URLSearchParams(query);
    params.set("text", text);
    let found = [];
    try {
      const reply = await fetch(`${path}?${params}`, { headers: { accept: "application/json" } });
      if (reply.ok) found = await reply.json();
    } catch { /* without suggestions the field serves as well */ }
    return mine === turn && document.activeElement === field ? show(found) : undefined;
  }

  show([]);
  field.addEventListener("input", suggest);
  field.addEventListener("blur", () => show([]));
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (!count) return;
    if (event.key === "ArrowDown") choose((chosen + 1) % count);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? count - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) list.children[chosen].take();
    else if (event.key === "Escape") show([]);
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("input[data-offers]").forEach(suggesting);
