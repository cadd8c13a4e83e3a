//! The code of a package beside the client: its build script, `src/lib.rs`, and the test.

use specmill_core::emit::Dates;
use specmill_core::ir::Api;

use super::document::Placed;
use super::{EVERY_TAG, MOCK, SURFACE, SURFACE_IN_TREE, readme};
use crate::generator::Generator;
use crate::output::Output;

/// Where insta looks for the snapshot of `tests/surface.rs`.
pub(super) const SNAPSHOT: &str = "tests/snapshots/surface__surface.snap";

/// What the generator of a package is told.
pub(super) struct Settings<'a> {
    pub(super) generator: &'a Generator,
    pub(super) placed: &'a Placed,
    /// The name of the client's root file.
    pub(super) root: &'a str,
}

impl Settings<'_> {
    /// The generator as an expression, a method a line, without what only a build asks for.
    fn expression(&self) -> String {
        let Self { generator, placed, root } = self;
        let mut text = format!("Generator::new({:?})", placed.path);
        let mut call = |name: &str, argument: &str| {
            text.push_str(&format!("\n        .{name}({argument})"));
        };
        call("name", &format!("{root:?}"));
        match placed.overlays.as_deref() {
            None => {}
            Some([]) => call("without_overlay", ""),
            Some(paths) => paths.iter().for_each(|path| call("overlay", &format!("{path:?}"))),
        }
        if let Some(root) = &placed.root {
            call("root", &format!("{root:?}"));
        }
        match generator.dates {
            Dates::Chrono => call("dates", "Dates::Chrono"),
            Dates::Text => call("dates", "Dates::Text"),
            _ => {}
        }
        for (name, is_on) in [
            ("keep_undeclared", generator.keep_undeclared),
            ("group_by_path", generator.group_by_path),
            ("strict", generator.strict),
        ] {
            if is_on {
                call(name, "true");
            }
        }
        text
    }

    /// What the build script names of specmill.
    fn imports(&self) -> &'static str {
        match self.generator.dates {
            Dates::Jiff => "use specmill::{Error, Examples, Generator};",
            _ => "use specmill::{Dates, Error, Examples, Generator};",
        }
    }
}

pub(super) fn build_script(settings: &Settings<'_>, library: &str) -> String {
    format!(
        "//! Generates the client of `{path}`.\n\n{imports}\n\n\
         fn main() -> Result<(), Error> {{\n    \
             {generator}\n        \
                 .tags_by_feature({EVERY_TAG:?})\n        \
                 .mock_by_feature({MOCK:?})\n        \
                 .surface_file({SURFACE:?})\n        \
                 .examples(Examples::of({library:?}).runtime({library:?}))\n        \
                 .build()?;\n    \
             Ok(())\n}}\n",
        path = settings.placed.path,
        imports = settings.imports(),
        generator = settings.expression(),
    )
}

/// The names of the runtime that a package exports beside its client.
pub(super) struct Exports {
    modules: Vec<&'static str>,
    has_webhooks: bool,
}

impl Exports {
    /// Those that no module of the client has.
    pub(super) fn of(client: &Api) -> Self {
        let is_free = |name: &&str| client.modules.iter().all(|module| module.name != **name);
        let modules = ["http", "json"].into_iter().filter(is_free).collect();
        Self { modules, has_webhooks: client.webhooks.is_some() }
    }

    fn text(&self) -> String {
        let mut text =
            "#[cfg(feature = \"blocking\")]\npub use specmill_runtime::http::SendBlocking;\n"
                .to_owned();
        text.push_str("pub use specmill_runtime::http::{Error, Upload};\n");
        if self.has_webhooks {
            text.push_str(
                "#[cfg(feature = \"webhooks\")]\npub use specmill_runtime::webhooks::{Webhook, WebhookError};\n",
            );
        }
        match self.modules.as_slice() {
            [] => {}
            [one] => text.push_str(&format!("pub use specmill_runtime::{one};\n")),
            both => text.push_str(&format!("pub use specmill_runtime::{{{}}};\n", both.join(", "))),
        }
        text
    }
}

pub(super) fn library(
    output: &Output,
    settings: &Settings<'_>,
    exports: &Exports,
    first_call: &Option<String>,
    is_code_in_tree: bool,
) -> String {
    let path = &settings.placed.path;
    let mut text = format!(
        "//! {}, generated from `{path}` by specmill.\n",
        readme::markdown(&readme::description(&output.outline.client.title)),
    );
    if let Some(call) = first_call {
        let condition = if is_code_in_tree {
            String::new()
        } else {
            format!("//! # #[cfg(feature = {EVERY_TAG:?})]\n")
        };
        text.push_str(&format!(
            "//!\n//! ```no_run\n{condition}\
             //! # #[allow(deprecated)]\n\
             //! # async fn example() -> Result<(), Box<dyn std::error::Error>> {{\n"
        ));
        for line in call.lines() {
            text.push_str(format!("//! {line}").trim_end());
            text.push('\n');
        }
        text.push_str("//! # Ok(())\n//! # }\n//! ```\n");
    }
    text.push_str("\n#![cfg_attr(docsrs, feature(doc_cfg))]\n#![forbid(unsafe_code)]\n\n");
    text.push_str(&exports.text());
    let include = match is_code_in_tree {
        true => format!("\ninclude!(\"{}.rs\");\n", settings.root),
        false => format!("\ninclude!(concat!(env!(\"OUT_DIR\"), \"/{}.rs\"));\n", settings.root),
    };
    text.push_str(&include);
    text
}

pub(super) fn test(is_code_in_tree: bool) -> String {
    let (condition, surface) = match is_code_in_tree {
        true => (String::new(), format!("\"../src/{SURFACE_IN_TREE}\"")),
        false => (
            format!("#[cfg(feature = {EVERY_TAG:?})]\n"),
            format!("concat!(env!(\"OUT_DIR\"), \"/{SURFACE}\")"),
        ),
    };
    format!(
        "//! What callers of the client can name, as it was reviewed last. When the document has changed,\n\
         //! `cargo insta review` shows what became of it.\n\n\
         {condition}#[test]\nfn the_surface_is_what_was_reviewed() {{\n    \
             let surface = include_str!({surface});\n    \
             insta::assert_snapshot!(\"surface\", surface);\n}}\n"
    )
}

/// The snapshot as insta writes it.
pub(super) fn snapshot(surface: &str) -> String {
    format!("---\nsource: tests/surface.rs\nexpression: surface\n---\n{}\n", surface.trim_end())
}
