//! The page as HTML: one file without a script.

use specmill_core::spec::Operation;

use super::call;
use super::data::milliseconds;
use super::recent::Entry;
use super::shown::Shown;
use crate::named_examples;

const STYLE: &str = include_str!("style.css");

/// Groups are open where all operations together are as few.
const FEW: usize = 60;

pub(super) fn page(shown: &Shown<'_>) -> String {
    let api = shown.mock.description().api();
    let count = api.operations.len();
    let state = match shown.things() {
        Some(things) => format!(
            "<form method=post action=\"{}\"><span>{things} {} remembered</span> \
             <button>Begin anew</button></form>",
            escaped(&shown.reset),
            if things == 1 { "thing is" } else { "things are" },
        ),
        None => "<p>Nothing is remembered.</p>".to_owned(),
    };
    let body = format!(
        "<header><h1>{title} <small>{version}</small></h1>\
         <p>A mock of {count} {operations} at <code>{base}</code></p>{state}{settings}</header>\
         <main><section><h2>Asked</h2>{requests}</section>\
         <section><h2>Operations</h2>{groups}</section></main>",
        title = escaped(&api.title),
        version = escaped(&api.version),
        operations = if count == 1 { "operation" } else { "operations" },
        base = escaped(&shown.base),
        settings = settings(shown),
        requests = requests(&shown.requests),
        groups = groups(shown),
    );
    document(&api.title, &body)
}

fn settings(shown: &Shown<'_>) -> String {
    let chance = &shown.mock.chance;
    let latency = chance.latency.map(|latency| format!("latency {latency}"));
    let fails = chance.fail_rate > 0.0;
    let rate =
        fails.then(|| format!("{} of valid requests fail, seed {}", chance.fail_rate, chance.seed));
    let cors = shown.mock.cors.as_ref().map(|_| "other web pages may call".to_owned());
    let open = (!shown.mock.authorization).then(|| "no credentials are needed".to_owned());
    let all: Vec<String> = [latency, rate, cors, open].into_iter().flatten().collect();
    if all.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(&all.join(" · "))) }
}

/// As many requests are shown at once; those before them can be opened.
const SHOWN: usize = 10;

fn requests(entries: &[Entry]) -> String {
    let table = |entries: &[Entry]| {
        let rows: String = entries.iter().map(row).collect();
        format!(
            "<div class=wide><table><thead><tr><th>#<th>Status<th>Request<th>Operation<th>Time\
             </thead><tbody>{rows}</tbody></table></div>"
        )
    };
    match entries.split_at_checked(SHOWN) {
        _ if entries.is_empty() => "<p>Nothing yet.</p>".to_owned(),
        Some((newest, others)) if !others.is_empty() => format!(
            "{}<details><summary>{} before these</summary>{}</details>",
            table(newest),
            others.len(),
            table(others),
        ),
        _ => table(entries),
    }
}

fn row(entry: &Entry) -> String {
    let class = match (entry.is_simulated, entry.status) {
        (true, _) => "simulated",
        (false, 400..) => "wrong",
        _ => "right",
    };
    let line = |class: &str, text: &str| format!("<div class={class}>{}</div>", escaped(text));
    let fault = entry.fault.as_deref().map(|text| line("fault", text));
    let help = entry.help.as_deref().map(|text| line("help", &format!("help: {text}")));
    let warnings = entry.warnings.iter().map(|text| line("help", &format!("warning: {text}")));
    let lines: String = fault.into_iter().chain(help).chain(warnings).collect();
    format!(
        "<tr><td>{}<td><b class={class}>{}</b><td><code>{} {}</code>{lines}<td>{}<td>{} ms",
        entry.number,
        entry.status,
        escaped(&entry.method),
        escaped(&entry.target),
        escaped(entry.operation.as_deref().unwrap_or("–")),
        milliseconds(entry.time),
    )
}

fn groups(shown: &Shown<'_>) -> String {
    let mut groups: Vec<(&str, String, usize)> = Vec::new();
    for (number, operation) in shown.operations() {
        let tag = operation.tags.first().map_or("", String::as_str);
        let line = listed(shown, number, operation);
        match groups.iter_mut().find(|(known, ..)| *known == tag) {
            Some((_, rows, count)) => {
                rows.push_str(&line);
                *count += 1;
            }
            None => groups.push((tag, line, 1)),
        }
    }
    let open = if shown.operations().count() <= FEW { " open" } else { "" };
    let group = |(tag, rows, count): (&str, String, usize)| {
        let tag = if tag.is_empty() { "without a tag" } else { tag };
        let tag = escaped(tag);
        format!(
            "<details{open}><summary>{tag} <small>{count}</small></summary>\
             <div class=wide><table><tbody>{rows}</tbody></table></div></details>"
        )
    };
    groups.into_iter().map(group).collect()
}

fn listed(shown: &Shown<'_>, number: usize, operation: &Operation) -> String {
    let link = format!("{}?operation={number}", shown.path);
    let deprecated = if operation.deprecated { " <small>deprecated</small>" } else { "" };
    let summary = operation.summary.as_deref().or(operation.id.as_deref()).unwrap_or_default();
    format!(
        "<tr><td class=method>{}<td><a href=\"{}\"><code>{}</code></a>{deprecated}<td>{}",
        escaped(operation.method.sent()),
        escaped(&link),
        escaped(&operation.path),
        escaped(summary),
    )
}

/// The page of one operation.
pub(super) fn operation(shown: &Shown<'_>, operation: &Operation) -> String {
    let description = shown.mock.description();
    let (method, path) = (operation.method.sent(), &operation.path);
    let title = format!("{method} {path}");
    let media = operation.responses.iter().flat_map(|response| &response.content);
    let has_examples =
        media.into_iter().any(|it| !named_examples::names(description, it).is_empty());
    let examples = if has_examples {
        let all = escaped(&named_examples::all(description, operation));
        format!("<h2>Examples</h2><p><code>Prefer: example=NAME</code>: {all}</p>")
    } else {
        String::new()
    };
    let name = operation.id.as_deref().unwrap_or(&title);
    let asked = shown.requests.iter().filter(|entry| entry.operation.as_deref() == Some(name));
    let asked: Vec<Entry> = asked.cloned().collect();
    let link = match (method, operation.parameters.iter().any(|it| it.required)) {
        ("GET", false) => {
            let url = format!("{}{path}", shown.mock.base_path());
            format!("<p><a href=\"{}\">Ask for it</a></p>", escaped(&url))
        }
        _ => String::new(),
    };
    let text =
        operation.summary.as_deref().or(operation.description.as_deref()).unwrap_or_default();
    let body = format!(
        "<header><p><a href=\"{back}\">All operations</a></p><h1><code>{title}</code></h1><p>{text}</p></header>\
         <main><section><h2>Call</h2><pre>{curl}</pre>{link}{examples}</section>\
         <section><h2>Asked</h2>{requests}</section></main>",
        back = escaped(shown.path),
        title = escaped(&title),
        text = escaped(text),
        curl = escaped(&call::curl(shown, operation)),
        requests = requests(&asked),
    );
    document(&title, &body)
}

fn document(title: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=en><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=color-scheme content=\"light dark\"><title>{} · mock</title>\
         <style>{STYLE}</style>\n<body>{body}</body></html>\n",
        escaped(title)
    )
}

/// Text of a document or of a request, where it is neither markup nor ends what it stands in.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' => escaped.push('\n'),
            _ if char.is_control() => escaped.push(' '),
            _ => escaped.push(char),
        }
    }
    escaped
}
