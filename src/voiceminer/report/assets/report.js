(() => {
  "use strict";
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const data = JSON.parse($("#data").textContent);
  const words = data.texts;
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, key) => facts[key]);

  // ---- figures, money and dates as the reader writes them
  const locale = navigator.language || data.language;
  // halves go to the even neighbour, as in the briefs: £106.5k is £106k there and here
  const format = (options) => new Intl.NumberFormat(locale, { roundingMode: "halfEven", ...options });
  const whole = format({ maximumFractionDigits: 0 });
  const signed = format({ maximumFractionDigits: 0, signDisplay: "exceptZero" });
  const percent = format({ style: "percent", maximumFractionDigits: 0 });
  const percent1 = format({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const month = new Intl.DateTimeFormat(locale, { month: "short", year: "numeric", timeZone: "UTC" });
  const money = (value, currency) => {
    const short = { notation: "compact" };
    if (currency === "?") return format(short).format(value);
    try {
      return format({ ...short, style: "currency", currency, currencyDisplay: "narrowSymbol" }).format(value);
    } catch {
      return `${currency} ${format(short).format(value)}`; // no code that the browser knows
    }
  };
  const localise = (within) => {
    for (const item of $$("data", within)) {
      const value = Number(item.value);
      if ("money" in item.dataset) item.textContent = money(value, item.dataset.money);
      else if ("signed" in item.dataset) item.textContent = signed.format(value);
      else if ("count" in item.dataset) item.textContent = whole.format(value);
    }
    for (const item of $$("time", within)) item.textContent = day.format(new Date(item.dateTime));
  };
  localise(document);

  // ---- the list: search, filters, order
  const FIRST = 15; // rows that fit a screen
  const form = $(".filters");
  const rows = $$(".list tbody tr");
  const topics = new Map(data.topics.map((topic, at) => [topic.id, { ...topic, at }]));
  const text = new Map();
  const textOf = (row) => {
    const id = row.dataset.id;
    if (!text.has(id)) text.set(id, fold(`${row.textContent} ${$(`#page-${id}`).content.textContent}`));
    return text.get(id);
  };
  const fold = (string) => string.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  let all = false;
  let visible = [];
  const choose = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const terms = fold(wanted.search || "").trim().split(" ").filter(Boolean);
    visible = [];
    for (const row of $$(".list tbody tr")) {
      const out =
        ["grade", "theme", "kind"].some((name) => wanted[name] && row.dataset[name] !== wanted[name]) ||
        (terms.length > 0 && !terms.every((term) => textOf(row).includes(term)));
      row.classList.toggle("out", out);
      row.classList.toggle("rest", !out && !all && visible.length >= FIRST);
      if (!out) visible.push(row.dataset.id);
    }
    const n = all ? visible.length : Math.min(visible.length, FIRST);
    $("#shown").textContent = fill(words.shown, { n: whole.format(n), of: whole.format(visible.length) });
    $("#show-all").hidden = n === visible.length;
    $(".none").hidden = visible.length > 0;
  };
  const sort = (button) => {
    const head = button.closest("th");
    const at = [...head.parentNode.children].indexOf(head);
    const numbers = head.classList.contains("n") || head.classList.contains("g");
    const down = head.getAttribute("aria-sort") === "none" && head.classList.contains("n") && at > 0
      ? true : head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentNode.children) other.setAttribute("aria-sort", "none");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.children[at].dataset.key;
    const order = numbers ? (a, b) => key(a) - key(b) : (a, b) => key(a).localeCompare(key(b), locale);
    const place = (row) => topics.get(row.dataset.id).at;
    rows.sort((a, b) => (down ? order(b, a) : order(a, b)) || place(a) - place(b));
    $(".list tbody").append(...rows);
  };
  if (form) {
    let waiting;
    const changed = () => { choose(); drawAll(); };
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(changed, 120); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(changed));
    $("#show-all").addEventListener("click", () => { all = true; changed(); });
    for (const button of $$(".list thead button")) {
      button.addEventListener("click", () => { sort(button); changed(); });
    }
    $(".list tbody").addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row && !event.target.closest("a") && !String(getSelection())) location.hash = row.dataset.id;
    });
    choose();
  }
  const shown = () => (all ? visible : visible.slice(0, FIRST)).map((id) => topics.get(id));

  // ---- charts: Vega-Lite, evaluated by its interpreter, so that the page's policy needs no eval
  const names = (at, options) =>
    Array.from({ length: at }, (_, n) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(Date.UTC(2023, at === 12 ? n : 0, at === 12 ? 1 : 1 + n)));
  const parts = Object.fromEntries(format({}).formatToParts(-1234567.8).map((p) => [p.type, p.value]));
  const vegaLocale = charts.locale(
    { decimal: parts.decimal, thousands: parts.group || "", grouping: [3], currency: ["", ""] },
    {
      dateTime: "%x, %X", date: "%d.%m.%Y", time: "%H:%M", periods: ["AM", "PM"],
      days: names(7, { weekday: "long" }), shortDays: names(7, { weekday: "short" }),
      months: names(12, { month: "long" }), shortMonths: names(12, { month: "short" }),
    },
  );
  const CONFIG = {
    background: null, font: getComputedStyle(document.body).fontFamily, padding: 2, aria: false,
    view: { stroke: null },
    axis: { labelColor: "var(--ink)", titleColor: "var(--soft)", labelFontSize: 12.5, titleFontSize: 12, titleFontWeight: "normal", gridColor: "var(--line)" },
    axisX: { labelColor: "var(--soft)" }, axisQuantitative: { labelColor: "var(--soft)", labelFontSize: 11.5 },
    axisTemporal: { labelFontSize: 11.5 },
    legend: { labelColor: "var(--ink)", labelFontSize: 12.5 }, text: { fontSize: 12.5 },
  };
  const GRADES = {
    supported: "var(--supported)", suggestive: "var(--suggestive)", "no difference of note": "var(--flat)",
    "not known yet": "var(--unknown)", "not separable": "var(--unknown)", "not asked": "var(--unknown)",
  };
  const labelled = (of) => Object.fromEntries(of.map((topic) => [topic.id, topic.label]));
  const MOST_ROWS = 20; // of a chart that a screen holds
  const widthOf = (place) => Math.max(280, place.parentNode.clientWidth || place.clientWidth);
  const narrow = (width) => width < 620;
  const spec = (name, datasets, labels) => {
    const made = structuredClone(data.specs[name]);
    made.datasets = datasets;
    if (labels) made.params.find((param) => param.name === "labels").value = labels;
    return made;
  };
  const series = (of) => of.flatMap((topic) => {
    const [share, low, high] = data.shares[topic.at];
    return data.months.map((at, n) => ({
      id: topic.id, place: topic.place, month: Date.UTC(at.slice(0, 4), at.slice(5) - 1), share: share[n], low: low[n], high: high[n],
      tip: [topic.label, `${month.format(new Date(at))}: ${share[n] === null ? "–" : percent1.format(share[n])}`,
        `${whole.format(data.counts[topic.at][n])} / ${whole.format(data.totals[n])} ${words.documents}`],
    }));
  });
  const build = {
    impact(place) {
      const width = widthOf(place);
      const of = shown().filter((topic) => topic.difference || topic.money || !data.has.effects).slice(0, 2 * MOST_ROWS);
      const sums = data.has.effects || of.some((topic) => topic.money);
      const rows = of.map((topic) => {
        const value = sums ? topic.money : topic.n;
        const name = words.grades[topic.grade] || "";
        const far = topic.difference && topic.difference.map((value) => signed.format(value));
        return {
          id: topic.id, place: topic.place, grade: name, colour: GRADES[topic.grade], money: value ?? 0,
          delta: topic.difference?.[0] ?? null, low: topic.difference?.[1] ?? null, high: topic.difference?.[2] ?? null,
          shown: sums ? money(value ?? 0, data.currency || "?") : whole.format(value),
          tip: [topic.label, far ? `${name}: ${far[0]} (${far[1]} … ${far[2]}) ${words.more}` : name,
            `${sums ? words.money : words.number}: ${sums ? money(value ?? 0, data.currency || "?") : whole.format(value)}`],
        };
      });
      const made = spec("impact", { rows }, labelled(of));
      const [left, right] = made.hconcat;
      const grades = Object.keys(GRADES).filter((grade) => rows.some((row) => row.grade === words.grades[grade]));
      const scale = { domain: grades.map((grade) => words.grades[grade]), range: grades.map((grade) => GRADES[grade]) };
      left.layer[2].encoding.fill.scale = scale;
      left.layer[1].encoding.x.title = words.axis;
      right.layer[0].encoding.x.title = words.money;
      const axis = left.encoding.y.axis;
      if (narrow(width)) { axis.labelLimit = 125; left.layer[2].encoding.fill.legend.columns = 1; }
      if (!data.has.effects) {
        right.encoding.y = left.encoding.y;
        right.layer[0].encoding.x.title = sums ? words.money : words.number;
        right.width = width - axis.labelLimit - 110;
        made.hconcat = [right];
      } else if (narrow(width)) {
        left.width = width - axis.labelLimit - 30;
        made.hconcat = [left];
      } else {
        left.width = width - axis.labelLimit - right.width - 130;
      }
      return { spec: made, label: fill(words.impact_label, { n: rows.length }), n: rows.length };
    },
    map(place) {
      const width = widthOf(place);
      const on = new Set(visible);
      const { x, y, topic: at, text: said } = data.map;
      const points = at.map((of, n) => {
        const topic = data.topics[of];
        const lit = on.has(topic.id);
        return {
          id: topic.id, x: x[n], y: y[n], colour: `var(--c${topic.hue})`, order: topic.hue,
          weight: lit ? (topic.hue ? 0.85 : 0.6) : 0.12, tip: [topic.label, said[n], data.themes[topic.theme]],
        };
      }).sort((a, b) => a.weight - b.weight || a.order - b.order);
      const middle = (values) => values.sort((a, b) => a - b)[values.length >> 1];
      const labels = [1, 2, 3, 4, 5, 6, 7].map((hue) => {
        const of = points.filter((point) => point.order === hue);
        return of.length && { name: data.themes[topics.get(of[0].id).theme], colour: `var(--c${hue})`, x: middle(of.map((p) => p.x)), y: middle(of.map((p) => p.y)) };
      }).filter(Boolean);
      // names at least a line apart, from the top down
      const height = Math.min(640, Math.max(360, width * 0.62));
      labels.sort((a, b) => b.y - a.y).forEach((label, n) => {
        for (const above of labels.slice(0, n)) {
          if (Math.abs(above.x - label.x) * width < 150 && above.y - label.y < 18 / height) label.y = above.y - 18 / height;
        }
      });
      const made = spec("map", { points, names: labels });
      made.width = width - 8;
      made.height = height;
      return { spec: made, label: fill(words.map_label, { n: whole.format(points.length) }) };
    },
    trends(place) {
      const width = widthOf(place);
      const columns = width < 480 ? 1 : width < 760 ? 2 : 3;
      const of = shown().slice(0, columns === 1 ? 6 : 12);
      const made = spec("trends", { rows: series(of) }, labelled(of));
      made.columns = columns;
      made.spec.width = Math.floor((width - 26 * (columns - 1)) / columns - 48);
      return { spec: made, label: fill(words.trends_label, { n: of.length }), n: of.length };
    },
    segments(place) {
      const width = widthOf(place);
      const column = $("[name=segment]").value;
      const ids = new Set(data.segments[column].filter((cell) => cell.beyond).map((cell) => cell.topic));
      const differing = visible.filter((id) => ids.has(id)).map((id) => topics.get(id));
      const of = differing.slice(0, MOST_ROWS);
      const chosen = new Set(of.map((topic) => topic.id));
      const rows = data.segments[column].filter((cell) => chosen.has(cell.topic)).map((cell) => {
        const share = cell.n / cell.of, other = cell.others / cell.of_others;
        return {
          id: cell.topic, place: topics.get(cell.topic).place, level: cell.level, shown: percent.format(share),
          order: -other, colour: cell.beyond ? (share > other ? "var(--more)" : "var(--less)") : "var(--cell)",
          ink: cell.beyond ? "var(--ink)" : "var(--soft)",
          tip: [`${topics.get(cell.topic).label}, ${cell.level}`, `${words.with}: ${fill(words.of, { n: whole.format(cell.n), of: whole.format(cell.of) })} (${percent.format(share)})`,
            `${words.without}: ${fill(words.of, { n: whole.format(cell.others), of: whole.format(cell.of_others) })} (${percent.format(other)})`],
        };
      });
      const made = spec("segments", { rows }, labelled(of));
      const levels = new Set(rows.map((row) => row.level)).size;
      if (narrow(width)) { made.encoding.y.axis.labelLimit = 125; made.encoding.x.axis.labelFontSize = 11; }
      // names stand in as many lines as they have words, above the cells
      made.encoding.x.axis.labelPadding = 8 + 14 * (Math.max(1, ...rows.map((row) => row.level.split(" ").length)) - 1);
      made.width = Math.max(levels * 52, Math.min(levels * 130, width - made.encoding.y.axis.labelLimit - 30));
      const first = of.length < differing.length ? ` ${fill(words.first, { n: whole.format(of.length) })}` : "";
      const note = fill(words.differ, { n: whole.format(differing.length), of: whole.format(visible.length), column }) + first;
      return { spec: made, label: fill(words.segments_label, { n: of.length, column }), n: of.length, note };
    },
    trend(place) {
      const topic = topics.get(place.dataset.trend);
      const inner = structuredClone(data.specs.trends.spec);
      const made = { ...inner, data: { name: "rows" }, datasets: { rows: series([topic]) }, width: Math.max(220, place.clientWidth - 52), height: 110 };
      return { spec: made, label: words.trend_label };
    },
  };
  const tip = $("#tip");
  const showTip = (_, event, item, value) => {
    const lines = item?.datum?.tip;
    tip.hidden = !lines;
    if (!lines) return;
    tip.replaceChildren(...lines.filter(Boolean).map((line, n) => {
      const part = document.createElement(n ? "div" : "b");
      part.textContent = line;
      return part;
    }));
    ($("dialog[open]") || document.body).append(tip);
    const box = tip.getBoundingClientRect();
    tip.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 8))}px`;
    tip.style.top = `${event.clientY + 18 + box.height > innerHeight ? event.clientY - box.height - 12 : event.clientY + 18}px`;
  };
  const tipped = (made) => { // every mark with data of its own has a tip; the handler reads it from the datum
    for (const layer of [made, ...(made.layer || []), ...(made.spec?.layer || []), ...(made.hconcat || []).flatMap((part) => part.layer)]) {
      if (layer.mark && layer.encoding !== undefined && !layer.data?.values) layer.mark.tooltip = true;
    }
    return made;
  };
  const views = new Map();
  const draw = (place) => {
    const name = place.dataset.chart || "trend";
    const { spec: made, label, n, note } = build[name](place);
    views.get(place)?.finalize();
    place.replaceChildren();
    place.setAttribute("aria-label", label);
    const part = place.closest("section")?.querySelector(".part");
    if (part) part.textContent = note || (n && n < visible.length ? fill(words.first, { n: whole.format(n) }) : "");
    if (n === 0) { place.append(document.createElement("div")); return; }
    // Vega names the parts of a drawing for itself; the words for all of it stand on its place
    const container = document.createElement("div");
    container.setAttribute("aria-hidden", "true");
    place.append(container);
    const compiled = charts.compile(tipped(made), { config: CONFIG }).spec;
    const view = new charts.View(charts.parse(compiled, null, { ast: true }), {
      renderer: "svg", container, hover: true, expr: charts.expressionInterpreter, locale: vegaLocale, tooltip: showTip,
    });
    view.addEventListener("click", (_, item) => { if (item?.datum?.id) location.hash = item.datum.id; });
    view.run();
    views.set(place, view);
  };
  const places = $$("[data-chart]");
  const seen = new Set();
  const drawAll = () => { for (const place of seen) draw(place); };
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && !seen.has(target)) { seen.add(target); draw(target); }
    }
  }, { rootMargin: "400px" });
  const select = $("[name=segment]");
  if (select) {
    select.append(...Object.keys(data.segments).map((name) => new Option(name, name)));
    const telling = (name) => data.segments[name].filter((cell) => cell.beyond).length;
    select.value = Object.keys(data.segments).sort((a, b) => telling(b) - telling(a))[0];
    select.addEventListener("change", () => { for (const place of seen) if (place.dataset.chart === "segments") draw(place); table($("[data-table=segments]")); });
  }
  for (const place of places) watcher.observe(place);
  let wide = innerWidth;
  let resizing;
  addEventListener("resize", () => {
    if (innerWidth === wide) return; // a phone's address bar is no new width
    wide = innerWidth;
    clearTimeout(resizing);
    resizing = setTimeout(drawAll, 150);
  });
  addEventListener("beforeprint", () => { for (const place of places) if (!seen.has(place)) { seen.add(place); draw(place); } });

  // ---- the same as tables, made when they are opened
  const cells = {
    map: () => {
      const counts = new Map();
      for (const at of data.map.topic) { const { theme } = data.topics[at]; counts.set(theme, (counts.get(theme) || 0) + 1); }
      const of = [...counts].sort((a, b) => b[1] - a[1]);
      return [[words.theme, words.points], ...of.map(([theme, n]) => [data.themes[theme], whole.format(n)])];
    },
    trends: () => {
      const of = shown();
      return [[words.month, words.all, ...of.map((topic) => topic.label)],
        ...data.months.map((at, n) => [month.format(new Date(at)), whole.format(data.totals[n]),
          ...of.map((topic) => data.shares[topic.at][0][n] === null ? "–" : percent1.format(data.shares[topic.at][0][n]))])];
    },
    segments: () => {
      const found = data.segments[select.value];
      const levels = [...new Set(found.map((cell) => cell.level))];
      const of = visible.filter((id) => found.some((cell) => cell.topic === id)).map((id) => topics.get(id));
      return [[words.topic, ...levels], ...of.map((topic) => [topic.label, ...levels.map((level) => {
        const cell = found.find((other) => other.topic === topic.id && other.level === level);
        return cell ? `${percent.format(cell.n / cell.of)} (${words.without}: ${percent.format(cell.others / cell.of_others)})` : "–";
      })])];
    },
  };
  const table = (details) => {
    if (!details?.open) return;
    const [head, ...body] = cells[details.dataset.table]();
    const made = document.createElement("table");
    const line = (parent, values, heads) => {
      const row = parent.insertRow();
      values.forEach((value, n) => {
        const cell = document.createElement(heads || n === 0 ? "th" : "td");
        if (heads) cell.scope = "col"; else if (n === 0) cell.scope = "row";
        cell.textContent = value;
        row.append(cell);
      });
    };
    line(made.createTHead(), head, true);
    const rest = made.createTBody();
    for (const values of body) line(rest, values, false);
    $(".scroll", details).replaceChildren(made);
  };
  for (const details of $$("[data-table]")) details.addEventListener("toggle", () => table(details));

  // ---- drawers: a dialog, opened by the part of the address after #
  const dialog = $("#drawer");
  const article = $("article", dialog);
  const open = (id, source) => {
    if (article.dataset.id !== id) {
      for (const [place, view] of views) if (dialog.contains(place)) { view.finalize(); views.delete(place); }
      article.replaceChildren($(`#page-${id}`).content.cloneNode(true));
      article.dataset.id = id;
      localise(article);
      dialog.scrollTop = 0;
    }
    const at = visible.indexOf(id);
    $(".where", dialog).textContent = at < 0 ? "" : fill(words.of, { n: whole.format(at + 1), of: whole.format(visible.length) });
    for (const button of $$("[data-go]", dialog)) {
      button.hidden = at < 0;
      button.disabled = visible[at + Number(button.dataset.go)] === undefined;
    }
    if (!dialog.open) { dialog.showModal(); $("[data-close]", dialog).focus(); dialog.scrollTop = 0; }
    const trend = $("[data-trend]", article);
    if (trend && !trend.firstChild) draw(trend);
    if (source) {
      const line = document.getElementById(`${id}.${source}`);
      if (!line) return;
      line.closest("details").open = true;
      line.focus();
      line.scrollIntoView({ block: "center" });
    }
  };
  const route = () => {
    const [, id, source] = /^#([a-z0-9-]+)(?:\.(\d+))?$/.exec(location.hash) || [];
    if (id && document.getElementById(`page-${id}`)) open(id, source);
    else if (dialog.open) dialog.close();
  };
  dialog.addEventListener("close", () => {
    tip.hidden = true;
    document.body.append(tip);
    if (document.getElementById(`page-${location.hash.slice(1).split(".")[0]}`)) history.replaceState(null, "", "#");
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    const go = event.target.closest("[data-go]");
    if (go) location.replace(`#${visible[visible.indexOf(article.dataset.id) + Number(go.dataset.go)]}`);
  });
  addEventListener("hashchange", route);
  route();
})();
