//! Reading documents: what is read, and what each kind of bad input is told.

// A function of a test that is no test itself; clippy allows panics in the others.
#![allow(clippy::panic)]

use std::fs;
use std::path::Path;

use specmill_core::diagnostics::{Diagnostics, Position, Severity};
use specmill_core::report::positions;
use specmill_core::source::{self, Document, Format, Node, Number, Pointer};

fn read(name: &str, text: &str) -> Document {
    source::parse(text, Path::new(name)).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The one fault that `text` is refused for: its code and position.
fn refused(name: &str, text: &str) -> (&'static str, Option<(usize, usize)>, String) {
    only(&source::parse(text, Path::new(name)).expect_err("this must be refused"))
}

fn only(faults: &Diagnostics) -> (&'static str, Option<(usize, usize)>, String) {
    let list: Vec<_> = faults.iter().collect();
    let [fault] = list.as_slice() else { panic!("one fault expected, not {list:?}") };
    assert_eq!(fault.severity, Severity::Error);
    assert!(fault.help.is_some(), "{fault:?} shows no way out");
    let place = fault.place.as_ref().expect("a place");
    assert!(place.file.is_some(), "{fault:?} names no file");
    (fault.code, place.position.map(|at| (at.line, at.column)), faults.to_string())
}

fn line_of(document: &Document, pointer: &str) -> (usize, usize) {
    let found = positions(&document.text, document.format, &[Pointer::parse(pointer)]);
    let at = document.offset.in_file(found[0].expect("a position"));
    (at.line, at.column)
}

fn number(document: &Document, key: &str) -> Number {
    match document.root.get(key) {
        Some(Node::Number(number)) => *number,
        other => panic!("{key} is {other:?}"),
    }
}

#[test]
fn yaml_values_of_every_kind() {
    let document = read(
        "api.yaml",
        "a: -9223372036854776000\nb: 18446744073709551615\nc: 170141183460469231731687303715884105728\n\
         d: 1.5\ne: true\nf: ~\ng: [x, 1]\nh: 'true'\ni: 3\nj: 2024-01-01\n",
    );
    assert_eq!(number(&document, "a"), Number::Float(-9_223_372_036_854_776_000.0));
    assert_eq!(number(&document, "b"), Number::Unsigned(u64::MAX));
    assert_eq!(
        number(&document, "c"),
        Number::Float(170_141_183_460_469_231_731_687_303_715_884_105_728.0)
    );
    assert_eq!(number(&document, "d"), Number::Float(1.5));
    assert_eq!(number(&document, "i"), Number::Signed(3));
    assert_eq!(document.root.get("e"), Some(&Node::Bool(true)));
    assert_eq!(document.root.get("f"), Some(&Node::Null));
    assert_eq!(document.root.get("h").and_then(Node::as_str), Some("true"));
    assert_eq!(document.root.get("j").and_then(Node::as_str), Some("2024-01-01"));
    assert_eq!(document.root.get("g").and_then(Node::as_array).map(<[Node]>::len), Some(2));
}

#[test]
fn keys_keep_the_text_they_are_written_with() {
    let document = read("api.yaml", "z: 1\n200: 1\ntrue: 1\nnull: 1\n1.10: 1\n'404': 1\n");
    let keys: Vec<_> = document.root.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["z", "200", "true", "null", "1.10", "404"]);
}

#[test]
fn of_a_key_written_twice_the_last_counts_with_a_warning() {
    for (name, text) in [
        ("a.yaml", "x:\n  k: 1\n  l: 0\n  k: 2\n"),
        ("a.json", "{\"x\": {\n\"k\": 1, \"l\": 0,\n\"k\": 2}}"),
    ] {
        let document = read(name, text);
        let object = document.root.get("x").unwrap();
        assert_eq!(object.get("k"), Some(&Node::Number(Number::Signed(2))));
        let faults: Vec<_> = document.diagnostics.iter().collect();
        assert_eq!(faults.len(), 1, "{name}");
        assert_eq!(faults[0].code, "duplicate-key");
        assert_eq!(faults[0].severity, Severity::Warning);
        assert_eq!(faults[0].place.as_ref().unwrap().pointer.as_str(), "/x/k");
    }
    let document = read("a.yaml", "x:\n  k: 1\n  l: 0\n  k: 2\n");
    assert_eq!(line_of(&document, "/x/k"), (4, 3));
}

#[test]
fn merge_keys_are_applied_and_what_is_written_wins() {
    let document = read(
        "a.yaml",
        "base: &b {a: 1, b: 2}\nmore: &m {b: 9, c: 3}\none:\n  <<: *b\n  b: 7\nlist:\n  <<: [*b, *m]\n\
         text:\n  <<: word\n",
    );
    let json = |key: &str| text_of(document.root.get(key).unwrap());
    assert_eq!(json("one"), r#"{"b":7,"a":1}"#);
    assert_eq!(json("list"), r#"{"a":1,"b":2,"c":3}"#);
    assert_eq!(json("text"), r#"{"<<":"word"}"#);
    assert_eq!(text_of(&read("a.json", r#"{"<<": {"a": 1}}"#).root), r#"{"<<":{"a":1}}"#);
}

fn text_of(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(value) => value.to_string(),
        Node::Number(value) => value.to_string(),
        Node::String(value) => format!("{value:?}"),
        Node::Array(items) => {
            format!("[{}]", items.iter().map(text_of).collect::<Vec<_>>().join(","))
        }
        Node::Object(members) => {
            let member = |(key, value)| format!("{key:?}:{}", text_of(value));
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
    }
}

#[test]
fn tags_and_aliases_give_the_value() {
    let document = read("a.yaml", "a: &x !Custom {k: !Sub v}\nb: *x\n");
    assert_eq!(text_of(&document.root), r#"{"a":{"k":"v"},"b":{"k":"v"}}"#);
}

#[test]
fn json_is_read_as_json_and_flow_yaml_as_yaml() {
    let json =
        read("a.yaml", "\u{feff}{\"a\": 18446744073709551616,\r\n\t\"b\": \"\\ud83d\\ude00\"}");
    assert_eq!(json.format, Format::Json);
    assert_eq!(number(&json, "a"), Number::Float(18_446_744_073_709_551_616.0));
    assert_eq!(json.root.get("b").and_then(Node::as_str), Some("\u{1f600}"));
    let yaml = read("a.yaml", "{openapi: 3.1.0}");
    assert_eq!(yaml.format, Format::Yaml);
    assert_eq!(yaml.root.get("openapi").and_then(Node::as_str), Some("3.1.0"));
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_do_no_harm() {
    let document = read("a.yaml", "\u{feff}openapi: 3.0.0\r\npaths:\r\n  /a:\r\n    get: {}\r\n");
    assert_eq!(document.root.get("openapi").and_then(Node::as_str), Some("3.0.0"));
    assert_eq!(line_of(&document, "/paths/~1a/get"), (4, 5));
}

#[test]
fn a_markdown_page_gives_its_first_openapi_block() {
    let yaml = "openapi: 3.0.0\npaths:\n  /a: {}\n";
    let json = "{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {\"/a\": {}}\n}\n";
    for (open, body, line, column) in [
        ("````yaml api.yaml get /a", yaml, 12, 3),
        ("```", yaml, 12, 3),
        ("~~~yml", yaml, 12, 3),
        ("```json", json, 12, 13),
    ] {
        let close: String = open.chars().take_while(|c| "`~".contains(*c)).collect();
        let page = format!(
            "# Title\n\nText.\n\n```bash\necho openapi: no\n```\n\n{open}\n{body}{close}\n\n```yaml\n\
             openapi: 3.1.0\n```\n"
        );
        for page in [page.clone(), page.replace('\n', "\r\n")] {
            let document = read("page.md", &page);
            assert_eq!(document.root.get("openapi").and_then(Node::as_str), Some("3.0.0"));
            assert_eq!(line_of(&document, "/paths/~1a"), (line, column), "{page}");
        }
    }
}

#[test]
fn an_indented_block_keeps_its_columns() {
    let page = "1. Item\n\n   ```yaml\n   openapi: 3.0.0\n   paths:\n     /a: {}\n   ```\n";
    let document = read("page.mdx", page);
    assert_eq!(line_of(&document, "/paths/~1a"), (6, 6));
}

#[test]
fn a_fault_in_a_markdown_block_is_placed_in_the_page() {
    let (code, at, text) = refused("p.md", "# T\n\n```yaml\nopenapi: 3.0.0\nx: [1\ny: 2\n```\n");
    assert_eq!(code, "invalid-yaml");
    assert!(at.is_some_and(|(line, _)| line >= 5), "{text}");
    assert_eq!(refused("p.md", "# T\n\n```bash\nls\n```\n").0, "no-openapi-block");
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let load = |path: &Path| only(&source::load(path).expect_err("this must be refused"));
    assert_eq!(load(&folder.path().join("none.yaml")).0, "missing-file");
    assert_eq!(load(folder.path()).0, "not-a-file");
    let latin = folder.path().join("latin.yaml");
    fs::write(&latin, b"openapi: 3.0.0\ninfo:\n  title: Caf\xe9\n").unwrap();
    let (code, at, _) = load(&latin);
    assert_eq!((code, at), ("not-utf8", Some((3, 13))));
    let good = folder.path().join("good.yaml");
    fs::write(&good, b"\xef\xbb\xbfopenapi: 3.0.0\n").unwrap();
    let document = source::load(&good).unwrap();
    assert_eq!(document.files().collect::<Vec<_>>(), [good.as_path()]);
}

#[test]
fn text_that_is_no_document() {
    assert_eq!(refused("a.yaml", "").0, "empty-document");
    assert_eq!(refused("a.yaml", "# only a comment\n\n").0, "empty-document");
    assert_eq!(refused("a.json", "null").0, "empty-document");
    assert_eq!(refused("a.json", "").0, "invalid-json");
    assert_eq!(refused("a.yaml", "- 1\n- 2\n").0, "not-an-object");
    assert_eq!(refused("a.yaml", "just words").0, "not-an-object");
    assert_eq!(refused("a.json", "[1]").0, "not-an-object");
}

#[test]
fn broken_yaml_and_json_are_placed() {
    let (code, at, text) = refused("a.yaml", "openapi: 3.0.0\ninfo:\n  title: a: b\n");
    assert_eq!((code, at), ("invalid-yaml", Some((3, 11))));
    assert_eq!(
        text,
        "error[invalid-yaml]: this is not YAML: mapping values are not allowed in this context\n  \
         --> a.yaml:3:11\n  help: correct the document there; quote text that holds `: ` or begins \
         with one of `@`, `*`, `&`, `!`, `{`, `[`, `%` or a backtick\n"
    );
    let (code, at, _) = refused("a.yaml", "a: 1\n\tb: 2\n");
    assert_eq!((code, at.map(|at| at.0)), ("invalid-yaml", Some(2)));
    assert_eq!(refused("a.yaml", "a: *nobody\n").0, "invalid-yaml");
    assert_eq!(refused("a.yaml", "? {a: 1}\n: b\n").0, "invalid-yaml");
    let (code, at, text) = refused("a.json", "{\n  \"a\": 1,\n  \"b\": x\n}");
    assert_eq!((code, at), ("invalid-json", Some((3, 8))));
    assert!(text.contains("this is not JSON: expected value\n  --> a.json:3:8\n"), "{text}");
    assert_eq!(refused("a.json", "{} {}").0, "invalid-json");
    assert_eq!(refused("a.yaml", "{\"a\": 1").0, "invalid-yaml");
}

#[test]
fn several_documents_in_one_file() {
    let (code, at, _) = refused("a.yaml", "---\nopenapi: 3.0.0\n---\nopenapi: 3.1.0\n");
    assert_eq!((code, at), ("several-documents", Some((3, 1))));
    read("a.yaml", "---\nopenapi: 3.0.0\n...\n");
}

#[test]
fn alias_bombs_are_refused() {
    let mut laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..20 {
        let alias = format!("*a{}", level - 1);
        let list = vec![alias; 10].join(", ");
        laughs.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    assert_eq!(refused("a.yaml", &laughs).0, "too-many-aliases");
    // Each alias is followed once, but stands for much.
    let list = vec!["x"; 20_000].join(", ");
    let square = format!("a: &a [{list}]\nb: [{}]\n", vec!["*a"; 20_000].join(", "));
    assert_eq!(refused("a.yaml", &square).0, "too-many-aliases");
    let long = "y".repeat(1_000_000);
    let text = format!("a: &a {long}\nb: [{}]\n", vec!["*a"; 20_000].join(", "));
    assert_eq!(refused("a.yaml", &text).0, "too-many-aliases");
    // An alias that stands for itself.
    assert!(matches!(refused("a.yaml", "a: &a [*a]\n").0, "too-deep" | "too-many-aliases"));
}

#[test]
fn ten_thousand_levels_overflow_nothing() {
    let depth = 10_000;
    let flow = format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(refused("a.yaml", &flow).0, "too-deep");
    let block: String =
        (0..2_000).map(|level| format!("{}properties:\n", " ".repeat(level))).collect();
    assert_eq!(refused("a.yaml", &block).0, "too-deep");
    let json = format!("{{\"a\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(refused("a.json", &json).0, "too-deep");

    let deep = Pointer::parse(&format!("/a{}", "/0".repeat(depth)));
    for (text, format) in [(&flow, Format::Yaml), (&json, Format::Json), (&block, Format::Yaml)] {
        let found = positions(text, format, std::slice::from_ref(&deep));
        let at = found[0].or_else(|| positions(text, format, &[Pointer::parse("/properties")])[0]);
        assert_eq!(at.map(|at| at.line), Some(1));
    }
}

#[test]
fn a_pointer_finds_its_key_or_item() {
    let text = "paths:\n  /a/{b}:\n    get:\n      parameters:\n        - name: x\n        -\n          name: y\n      tags: [one, two]\n    x~y: 1\n200:\n  'q': {}\n";
    let document = read("a.yaml", text);
    assert_eq!(line_of(&document, "/paths"), (1, 1));
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/get"), (3, 5));
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/get/parameters/0"), (5, 11));
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/get/parameters/1/name"), (7, 11));
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/get/tags/1"), (8, 19));
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/x~0y"), (9, 5));
    assert_eq!(line_of(&document, "/200/q"), (11, 3));
    // What normalize adds is placed at the nearest thing above it.
    assert_eq!(line_of(&document, "/paths/~1a~1{b}/get/allOf/0/x"), (3, 5));
    // An alias is a value like any other.
    let document = read("a.yaml", "a: &a\n  k: 1\nb:\n  - *a\n  - 2\nc: *a\n");
    assert_eq!(line_of(&document, "/b/0/k"), (4, 5));
    assert_eq!(line_of(&document, "/b/1"), (5, 5));
    assert_eq!(line_of(&document, "/c/k"), (6, 1));
}

#[test]
fn a_pointer_finds_its_place_in_json() {
    let text = "{\n\t\"a\\\"b\": [\n\t\t1,\n\t\t{\"x\": \"\\ud83d\\ude00 é \\\\\", \"y\": {\"z\": [true, null]}}\n\t],\n\t\"c/d\": -1.5e3\n}";
    let document = read("a.json", text);
    assert_eq!(line_of(&document, "/a\"b"), (2, 2));
    assert_eq!(line_of(&document, "/a\"b/0"), (3, 3));
    assert_eq!(line_of(&document, "/a\"b/1"), (4, 3));
    assert_eq!(line_of(&document, "/a\"b/1/x"), (4, 4));
    assert_eq!(line_of(&document, "/a\"b/1/y/z/1"), (4, 48));
    assert_eq!(line_of(&document, "/c~1d"), (6, 2));
    assert_eq!(line_of(&document, "/c~1d/allOf/0"), (6, 2));
}

#[test]
fn faults_are_shown_warnings_first_and_each_on_lines_of_its_own() {
    let document = read("api.yaml", "openapi: 3.0.0\npaths:\n  /a:\n    get: {}\n");
    let mut faults = Diagnostics::default();
    let get = Pointer::parse("/paths/~1a/get");
    faults.error("no-responses", &get, "`get` has no responses", "it is left out");
    faults.warning("odd\u{20}name", &Pointer::root(), "evil\n\u{1b}[31m `name`", "rename\nit");
    assert_eq!(
        faults.render(&document),
        "warning[odd name]: evil\\n\\u{1b}[31m `name`\n  --> api.yaml\n  help: rename\\nit\n\
         error[no-responses]: `get` has no responses\n  --> api.yaml:4:5  /paths/~1a/get\n  \
         help: it is left out\n"
    );
    let lines = faults.render_lines(Some(&document));
    assert_eq!(
        lines,
        [
            (
                Severity::Warning,
                "api.yaml: [odd name] evil\\n\\u{1b}[31m `name` (rename\\nit)".into()
            ),
            (
                Severity::Error,
                "api.yaml:4:5: [no-responses] `get` has no responses (it is left out)".into()
            ),
        ]
    );
    assert_eq!(
        Position { line: 4, column: 5 },
        faults.locate(Some(&document))[0].position.unwrap()
    );
}

#[test]
fn names_on_the_way_to_a_value_have_a_length() {
    let name = "n".repeat(1_000);
    let nested = |levels: usize| {
        (0..levels).fold("1".to_owned(), |inner, _| format!("{{\"{name}\": {inner}}}"))
    };
    let fine = source::parse(&nested(4), Path::new("a.json")).unwrap();
    assert!(fine.root.as_object().is_some());
    for file in ["a.json", "a.yaml"] {
        assert_eq!(refused(file, &nested(5)).0, "too-long-names", "{file}");
    }
}

/// What was made of a document may be of two of its versions, if a file changed after it was read.
#[test]
fn a_file_that_changed_since_it_was_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let write = |name: &str, text: &str| fs::write(at(name), text).unwrap();
    let api = "openapi: 3.0.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n\
               components: {schemas: {Pet: {$ref: 'pet.yaml'}}}\n";
    let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions: []\n";
    write("api.yaml", api);
    write("pet.yaml", "{type: string}\n");
    write("overlay.yaml", overlay);
    let output = specmill::Generator::new(at("api.yaml")).render().unwrap();
    let changed = || output.changed_sources().map(Path::to_owned).collect::<Vec<_>>();
    assert!(changed().is_empty());
    write("pet.yaml", "{type: number}\n");
    assert_eq!(changed(), [at("pet.yaml")]);
    write("overlay.yaml", &overlay.replace("title: O", "title: P"));
    assert_eq!(changed(), [at("overlay.yaml"), at("pet.yaml")]);
    // As it was is as good as never changed; and gone is changed.
    write("pet.yaml", "{type: string}\n");
    write("overlay.yaml", overlay);
    fs::remove_file(at("api.yaml")).unwrap();
    assert_eq!(changed(), [at("api.yaml")]);
}
