//! The formats, of a small pair of documents.

use std::fs;

use super::{NEW, diff, folder, printed};

#[test]
fn text_has_the_counts_first() {
    insta::assert_snapshot!("text", printed(folder().path(), &["old.yaml", "new.yaml"]));
    let summary = printed(folder().path(), &["old.yaml", "new.yaml", "--summary"]);
    insta::assert_snapshot!("summary", summary);
}

#[test]
fn markdown_folds_what_breaks_nothing() {
    let markdown = printed(folder().path(), &["old.yaml", "new.yaml", "--format", "markdown"]);
    insta::assert_snapshot!("markdown", markdown);
}

#[test]
fn json_has_each_change_with_its_tags() {
    let json = printed(folder().path(), &["old.yaml", "new.yaml", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    insta::assert_snapshot!("json", json);
}

#[test]
fn html_is_a_page_of_its_own() {
    let page = printed(folder().path(), &["old.yaml", "new.yaml", "--format", "html"]);
    // The style and the script are files of the command.
    let body = page.split_once("<body>").unwrap().1.split_once("<script>").unwrap().0;
    insta::assert_snapshot!("html", body);
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for foreign in ["http:", "https:", "<link", "<img", "<iframe", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

/// Names and values of a document are text, wherever they stand.
#[test]
fn nothing_of_a_document_is_markup() {
    let page = printed(folder().path(), &["old.yaml", "new.yaml", "--format", "html"]);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("&lt;/script&gt;") && page.contains("&lt;img src=x"));
    assert!(!page.contains("<img") && !page.contains("<b>"));
    let markdown = printed(folder().path(), &["old.yaml", "new.yaml", "--format", "markdown"]);
    assert!(
        markdown.contains("\\<\\/script\\>") || markdown.contains("\\</script\\>"),
        "{markdown}"
    );
}

#[test]
fn where_nothing_differs_each_format_says_so() {
    let folder = folder();
    let of = |format: &str| printed(folder.path(), &["old.yaml", "old.yaml", "--format", format]);
    let unchanged = "No change that callers or running programs notice.\n";
    assert_eq!(of("text"), unchanged);
    assert_eq!(printed(folder.path(), &["old.yaml", "old.yaml", "--summary"]), unchanged);
    assert_eq!(of("markdown"), unchanged);
    let json: serde_json::Value = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(json["raises"], serde_json::Value::Null);
    assert_eq!(
        (json["items"].clone(), json["wire"].clone()),
        (serde_json::json!([]), serde_json::json!([]))
    );
    let page = of("html");
    assert!(page.contains("<h1>Nothing changed that callers or running programs notice</h1>"));
    assert!(page.contains("Stays as it is") && !page.contains("<form"));
}

/// What is too long for a comment is counted, section by section.
#[test]
fn markdown_has_a_bound() {
    let folder = folder();
    let values: String = (0..4000).map(|at| format!("value{at}, ")).collect();
    let many = NEW.replace("[open, closed, archived]", &format!("[open, {values}closed]"));
    fs::write(folder.path().join("many.yaml"), many).unwrap();
    let markdown = |more: &[&str]| {
        let arguments = [&["old.yaml", "many.yaml", "--format", "markdown"], more].concat();
        printed(folder.path(), &arguments)
    };
    let cut = markdown(&[]);
    assert!(cut.len() <= 65_000, "{}", cut.len());
    assert!(cut.contains("<summary>breaking: ") && cut.contains("on the wire, misread: "), "{cut}");
    assert!(cut.contains("- and ") && cut.contains(" more\n"));
    let short = markdown(&["--max-length", "2000"]);
    assert!(short.len() <= 2000, "{}", short.len());
    assert!(markdown(&["--max-length", "10000000"]).len() > 150_000);
}

#[test]
fn out_names_the_file() {
    let folder = folder();
    let output =
        diff(folder.path(), &["old.yaml", "new.yaml", "--format", "html", "--out", "page.html"]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "wrote page.html\n");
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert_eq!(page, printed(folder.path(), &["old.yaml", "new.yaml", "--format", "html"]));
    // What was there is replaced, and nothing else is left.
    let output = diff(folder.path(), &["old.yaml", "old.yaml", "--out", "page.html"]);
    assert_eq!(output.status.code(), Some(0));
    let unchanged = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(unchanged.starts_with("No change "), "{unchanged}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
}

/// A link stays one, and so does a device: what is written goes where it leads.
#[cfg(unix)]
#[test]
fn out_follows_a_link() {
    let folder = folder();
    let (link, file) = (folder.path().join("link.txt"), folder.path().join("file.txt"));
    fs::write(&file, "old").unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    let output = diff(folder.path(), &["old.yaml", "new.yaml", "--out", "link.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert!(fs::read_to_string(file).unwrap().starts_with("8 breaking"));
}
