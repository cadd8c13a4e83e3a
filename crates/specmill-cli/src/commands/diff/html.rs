//! The changes as a page in one file.

use super::compared::{Compared, Counts, EFFECTS, Entry, Tag, Verdict, WIRE_EFFECTS, is_operation};
use super::sides::{Row, Sides};
use crate::markup::{html, html_with_code};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Nothing is loaded, wherever a text might lead.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'";

/// The page: the headline, the tags by what becomes of their callers, and a fold for each operation and type,
/// with its public items before and after. It works without a network, and without its script as well.
pub(super) fn page(compared: &Compared) -> String {
    let (old, new) = (html(&compared.names.0), html(&compared.names.1));
    let entries = compared.entries();
    let sides = Sides::new(&compared.surfaces);
    let section = |id: &str, title: &str, is_wanted: fn(&str) -> bool| {
        let mut own: Vec<&Entry<'_>> =
            entries.iter().filter(|entry| is_wanted(entry.name)).collect();
        // What breaks comes first; else the order of names stays.
        own.sort_by_key(|entry| entry.counts().verdict());
        let items: String = own.into_iter().map(|entry| item(compared, &sides, entry)).collect();
        if items.is_empty() {
            return items;
        }
        format!("<section class=\"items\" id=\"{id}\">\n<h2>{title}</h2>\n{items}</section>\n")
    };
    let operations = section("operations", "Operations", is_operation);
    let types = section("types", "Types", |name| !is_operation(name));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>{old} → {new}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<p class=\"documents\"><code>{old}</code> → <code>{new}</code></p>\n\
         <h1>{headline}</h1>\n</header>\n{filters}<main>\n{tags}\
         <div id=\"changes\">\n{operations}{types}</div>\n\
         <p id=\"none\" hidden>No change is like that.</p>\n</main>\n\
         <script>\n{SCRIPT}</script>\n</body>\n</html>\n",
        headline = headline(compared),
        filters = filters(compared),
        tags = tags(compared),
    )
}

/// The counts, each in the color of its effect.
fn headline(compared: &Compared) -> String {
    if compared.is_empty() {
        return "Nothing changed that callers or running programs notice".to_owned();
    }
    let code = EFFECTS.map(|effect| (compared.changes.count(effect), effect.to_string()));
    let wire = WIRE_EFFECTS.map(|effect| (compared.wire.count(effect), effect.to_string()));
    let (code, wire) = (marks(&code), marks(&wire));
    let raises = match compared.changes.items.is_empty() {
        true => "no change in code".to_owned(),
        false => format!("the {} version rises", compared.changes.raises()),
    };
    let wire = if wire.is_empty() { wire } else { format!("<small>on the wire</small> {wire}") };
    format!("{code} <small>{raises}</small> {wire}")
}

/// Each count that is not 0, with its effect.
fn marks(counts: &[(usize, String)]) -> String {
    let mark = |(count, effect): &(usize, String)| {
        let many = if effect == "addition" && *count > 1 { "s" } else { "" };
        format!("<span class=\"{effect}\">{count} {effect}{many}</span>")
    };
    let there = counts.iter().filter(|(count, _)| *count > 0);
    there.map(mark).collect::<Vec<_>>().join(" ")
}

fn filters(compared: &Compared) -> String {
    if compared.is_empty() {
        return String::new();
    }
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
    let tags: String = compared
        .tags()
        .iter()
        .map(|tag| format!("<option value=\"{}\">{}</option>\n", html(tag.module), html(tag.name)))
        .collect();
    format!(
        "<form id=\"filters\" role=\"search\" hidden>\n\
         <label>Search <input type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>\n\
         <label>Tag <select><option value=\"*\">all</option>\n{tags}</select></label>\n\
         <fieldset><legend>Effect</legend>\n{boxes}</fieldset>\n\
         <button type=\"button\" id=\"unfold\">Unfold all</button>\n\
         <output aria-live=\"polite\"></output>\n</form>\n"
    )
}

/// The tags by what becomes of their callers: the first thing that is looked for.
fn tags(compared: &Compared) -> String {
    let tags = compared.tags();
    let rows: String = [
        (Verdict::Breaks, "Breaks code", "breaking"),
        (Verdict::BreaksRunning, "Breaks running programs alone", "refused"),
        (Verdict::Changes, "Changes, and breaks nothing", "addition"),
        (Verdict::Stays, "Stays as it is", "compatible"),
    ]
    .into_iter()
    .map(|(verdict, title, class)| {
        let own: Vec<&Tag<'_>> =
            tags.iter().filter(|tag| tag.counts.verdict() == verdict).collect();
        if own.is_empty() {
            return String::new();
        }
        let links: String = own.iter().map(|tag| link(tag)).collect();
        format!(
            "<div class=\"verdict\">\n<h3 class=\"{class}\">{title} <small>{}</small></h3>\n\
             <ul>\n{links}</ul>\n</div>\n",
            own.len()
        )
    })
    .collect();
    if rows.is_empty() {
        return rows;
    }
    format!("<section id=\"tags\">\n<h2>Tags</h2>\n{rows}</section>\n")
}

fn link(tag: &Tag<'_>) -> String {
    let counts = counts_of(&tag.counts);
    let told: Vec<String> =
        counts.iter().map(|(count, effect)| format!("{count} {effect}")).collect();
    let gravest =
        counts.first().map_or(String::new(), |(count, _)| format!(" <small>{count}</small>"));
    let title = match told.as_slice() {
        [] => String::new(),
        told => format!(" title=\"{}\"", told.join(", ")),
    };
    format!(
        "<li><a href=\"#changes\" data-module=\"{}\"{title}>{}{gravest}</a></li>\n",
        html(tag.module),
        html(tag.name),
    )
}

/// How many changes there are with each effect, where there are any: what breaks first.
fn counts_of(counts: &Counts) -> Vec<(usize, String)> {
    let code = EFFECTS.map(|effect| (counts.code(effect), effect.to_string()));
    let wire = WIRE_EFFECTS.map(|effect| (counts.wire(effect), effect.to_string()));
    let [breaking, rest @ ..] = code;
    let all = std::iter::once(breaking).chain(wire).chain(rest);
    all.filter(|(count, _)| *count > 0).collect()
}

fn item(compared: &Compared, sides: &Sides<'_>, entry: &Entry<'_>) -> String {
    let code: String =
        entry.code.iter().map(|it| change(&it.effect.to_string(), &it.text)).collect();
    let wire: String =
        entry.wire.iter().map(|it| change(&it.effect.to_string(), &it.text)).collect();
    let titled = |title: &str, list: String| match list.as_str() {
        "" => list,
        list => format!("<h3>{title}</h3>\n<ul class=\"changes\">\n{list}</ul>\n"),
    };
    format!(
        "<details class=\"item\" data-modules=\"{modules}\"><summary><code>{name}</code> {marks}\
         </summary>\n{users}{code}{wire}{table}</details>\n",
        modules = html(&entry.users.join(" ")),
        name = html(entry.name),
        marks = marks(&counts_of(&entry.counts())),
        users = users(compared, entry),
        code = titled("For code that calls the client", code),
        wire = titled("On the wire, for programs that were built before", wire),
        table = table(&sides.rows(entry.name, entry.module)),
    )
}

fn change(effect: &str, text: &str) -> String {
    format!(
        "<li data-effect=\"{effect}\"><span class=\"{effect}\">{effect}</span> <span>{}</span></li>\n",
        html_with_code(text)
    )
}

/// How many tags are named.
const NAMED: usize = 12;

/// The tags that a type is used by; an operation's name says it.
fn users(compared: &Compared, entry: &Entry<'_>) -> String {
    if is_operation(entry.name) {
        return String::new();
    }
    let names: Vec<String> =
        entry.users.iter().take(NAMED).map(|module| html(compared.tag_name(module))).collect();
    let rest = match entry.users.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("<p class=\"users\">Used by {}{rest}</p>\n", names.join(", "))
}

/// What callers can name, before and after: what differs, and how much stays.
fn table(rows: &[Row]) -> String {
    let differing: Vec<&Row> = rows.iter().filter(|row| row.differs()).collect();
    if differing.is_empty() {
        return String::new();
    }
    let cell = |text: Option<&String>, mark: &str| match text {
        Some(text) => format!("<td><{mark}><code>{}</code></{mark}></td>", html(text)),
        None => "<td class=\"nothing\"></td>".to_owned(),
    };
    let shown = |row: &&Row| {
        format!("<tr>{}{}</tr>\n", cell(row.old.as_ref(), "del"), cell(row.new.as_ref(), "ins"))
    };
    let lines: String = differing.iter().map(shown).collect();
    let rest = match rows.len() - differing.len() {
        0 => String::new(),
        1 => "<tr><td colspan=\"2\" class=\"rest\">and 1 item that stays</td></tr>\n".to_owned(),
        more => {
            format!("<tr><td colspan=\"2\" class=\"rest\">and {more} items that stay</td></tr>\n")
        }
    };
    format!(
        "<table class=\"sides\">\n<thead><tr><th scope=\"col\">Before</th>\
         <th scope=\"col\">After</th></tr></thead>\n<tbody>\n{lines}{rest}</tbody>\n</table>\n"
    )
}
