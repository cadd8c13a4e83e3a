//! The changes as a page in one file.

use specmill::changes::{ChangedItem, Effect};
use specmill::{WireEffect, WireItem};

use super::compared::{Compared, EFFECTS, Line, WIRE_EFFECTS};
use crate::markup::{html, html_with_code};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page: the headline, a table of modules, and a fold for each operation and type, with its public
/// items before and after. It works without a network, and without its script as well.
pub(super) fn page(compared: &Compared) -> String {
    let (old, new) = (html(&compared.names.0), html(&compared.names.1));
    let code: String =
        compared.changes.items.iter().map(|item| code_item(compared, item)).collect();
    let wire: String = compared.wire.items.iter().map(wire_item).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{old} → {new}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<p class=\"documents\"><code>{old}</code> → <code>{new}</code></p>\n\
         <h1>{headline}</h1>\n{filters}</header>\n<main>\n{modules}\
         <section id=\"code\"><h2>For code that calls the client</h2>\n{code}</section>\n\
         <section id=\"wire\"><h2>On the wire, for programs that were built before</h2>\n{wire}</section>\n\
         <p id=\"none\" hidden>Nothing is like that.</p>\n</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        headline = headline(compared),
        filters = filters(compared),
        modules = modules(compared),
    )
}

/// The counts, each in the color of its effect.
fn headline(compared: &Compared) -> String {
    if compared.is_empty() {
        return "Nothing changed that callers or running programs notice".to_owned();
    }
    let code = EFFECTS.map(|effect| (compared.changes.count(effect), effect.to_string()));
    let wire = WIRE_EFFECTS.map(|effect| (compared.wire.count(effect), effect.to_string()));
    let count = |(count, effect): &(usize, String)| {
        format!("<span class=\"{effect}\">{count} {effect}</span>")
    };
    let shown = |counts: &[(usize, String)]| {
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(count);
        counts.collect::<Vec<_>>().join(" ")
    };
    let rises = match compared.changes.items.is_empty() {
        true => String::new(),
        false => format!("<small>the {} version rises</small>", compared.changes.raises()),
    };
    let wire = shown(&wire);
    let wire = if wire.is_empty() { wire } else { format!("<small>on the wire</small> {wire}") };
    format!("{} {rises} {wire}", shown(&code))
}

fn filters(compared: &Compared) -> String {
    let code = EFFECTS.into_iter().filter(|effect| compared.changes.count(*effect) > 0);
    let wire = WIRE_EFFECTS.into_iter().filter(|effect| compared.wire.count(*effect) > 0);
    let effects =
        code.map(|effect| effect.to_string()).chain(wire.map(|effect| effect.to_string()));
    let boxes: String = effects
        .map(|effect| {
            format!(
                "<label class=\"{effect}\"><input type=\"checkbox\" value=\"{effect}\" checked> \
                 {effect}</label>\n"
            )
        })
        .collect();
    let modules: String = compared
        .modules()
        .iter()
        .map(|(module, _)| {
            let name = if module.is_empty() { "(root)" } else { module };
            format!("<option value=\"{0}\">{1}</option>", html(module), html(name))
        })
        .collect();
    format!(
        "<form id=\"filters\" hidden>\n<input type=\"search\" placeholder=\"Search\" \
         aria-label=\"Search\" autocomplete=\"off\">\n<select aria-label=\"Module\">\
         <option value=\"*\">every module</option>{modules}</select>\n{boxes}\
         <button type=\"button\" id=\"unfold\">unfold all</button>\n</form>\n"
    )
}

fn modules(compared: &Compared) -> String {
    let mut rows = String::new();
    for (module, counts) in compared.modules() {
        let name = if module.is_empty() { "(root)" } else { &module };
        let cell = |effect: String, count: Option<&usize>| match count {
            Some(count) => format!("<td class=\"{effect}\">{count}</td>"),
            None => "<td></td>".to_owned(),
        };
        let code: String = EFFECTS
            .into_iter()
            .map(|effect: Effect| cell(effect.to_string(), counts.code.get(&effect)))
            .collect();
        let wire: String = WIRE_EFFECTS
            .into_iter()
            .map(|effect: WireEffect| cell(effect.to_string(), counts.wire.get(&effect)))
            .collect();
        rows.push_str(&format!(
            "<tr><th scope=\"row\"><a href=\"#code\" data-module=\"{}\">{}</a></th>{code}{wire}</tr>\n",
            html(&module),
            html(name)
        ));
    }
    if rows.is_empty() {
        return rows;
    }
    let heads = EFFECTS.map(|effect| effect.to_string()).into_iter();
    let heads = heads.chain(WIRE_EFFECTS.map(|effect| effect.to_string()));
    let heads: String = heads.map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    format!(
        "<details open id=\"modules\"><summary>By module</summary>\n<table>\n<thead><tr>\
         <th scope=\"col\">module</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</details>\n"
    )
}

fn code_item(compared: &Compared, item: &ChangedItem) -> String {
    let changes: Vec<(String, String)> =
        item.changes.iter().map(|it| (it.effect.to_string(), it.text.clone())).collect();
    let (old, new) = compared.sides(item);
    let sides = format!(
        "<div class=\"sides\"><div><h4>before</h4>{}</div><div><h4>after</h4>{}</div></div>\n",
        side(&old, "gone"),
        side(&new, "new")
    );
    fold(&item.name, &item.module, &changes, &sides)
}

fn wire_item(item: &WireItem) -> String {
    let changes: Vec<(String, String)> =
        item.changes.iter().map(|it| (it.effect.to_string(), it.text.clone())).collect();
    fold(&item.name, &item.module, &changes, "")
}

fn side(lines: &[Line], class: &str) -> String {
    let line = |line: &Line| {
        let class = if line.is_own { format!(" class=\"{class}\"") } else { String::new() };
        format!("<li{class}><code>{}</code></li>\n", html(&line.text))
    };
    let lines: String = lines.iter().map(line).collect();
    if lines.is_empty() { "<p>–</p>".to_owned() } else { format!("<ul>\n{lines}</ul>") }
}

fn fold(name: &str, module: &str, changes: &[(String, String)], rest: &str) -> String {
    let mut effects: Vec<&str> = changes.iter().map(|(effect, _)| effect.as_str()).collect();
    effects.dedup();
    let marks: String =
        effects.iter().map(|effect| format!("<span class=\"{effect}\">{effect}</span>")).collect();
    let list: String = changes
        .iter()
        .map(|(effect, text)| {
            format!(
                "<li data-effect=\"{effect}\"><span class=\"{effect}\">{effect}</span> {}</li>\n",
                html_with_code(text)
            )
        })
        .collect();
    format!(
        "<details class=\"item\" data-module=\"{}\"><summary><code>{}</code> {marks}</summary>\n\
         <ul class=\"changes\">\n{list}</ul>\n{rest}</details>\n",
        html(module),
        html(name)
    )
}
