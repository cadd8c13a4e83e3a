//! The clients, each a crate of a workspace of its own.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A client that is measured.
pub(crate) struct Client {
    pub(crate) package: &'static str,
    pub(crate) title: &'static str,
    file: &'static str,
    /// The one tag that is asked for; `None` for all.
    pub(crate) tag: Option<&'static str>,
}

/// All of them.
pub(crate) const CLIENTS: [Client; 4] = [
    Client {
        package: "official_30",
        title: "2.3.0 (OpenAPI 3.0)",
        file: "openai-2.3.0-oas30.yaml",
        tag: None,
    },
    Client {
        package: "official_31",
        title: "2026-08 (OpenAPI 3.1)",
        file: "openai-2026-08-oas31.yaml",
        tag: None,
    },
    Client {
        package: "invites_30",
        title: "2.3.0, Invites only",
        file: "openai-2.3.0-oas30.yaml",
        tag: Some("Invites"),
    },
    Client {
        package: "invites_31",
        title: "2026-08, Invites only",
        file: "openai-2026-08-oas31.yaml",
        tag: Some("Invites"),
    },
];

/// The names of the crates, by which the compiler's runs are told.
pub(crate) const PACKAGES: [&str; 4] =
    [CLIENTS[0].package, CLIENTS[1].package, CLIENTS[2].package, CLIENTS[3].package];

impl Client {
    /// The document, where it is there.
    pub(crate) fn document(&self) -> Option<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = root.ancestors().skip(1).map(|folder| folder.join("shared/specs"));
        folders.map(|folder| folder.join(self.file)).find(|path| path.is_file())
    }
}

/// Writes the crates and returns the folder of their workspace.
pub(crate) fn write(clients: &[&Client]) -> Result<PathBuf, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client_cost");
    let runtime = root.join("crates/specmill-runtime");
    let mut members = Vec::new();
    for client in clients {
        let source = workspace.join(client.package).join("src");
        fs::create_dir_all(&source)?;
        let manifest = format!(
            "[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\nspecmill-runtime = {{ path = {:?}, default-features = false, features = [\"jiff\", \"uuid\"] }}\n",
            client.package,
            runtime.display().to_string(),
        );
        fs::write(workspace.join(client.package).join("Cargo.toml"), manifest)?;
        let document = client.document().ok_or("the document has gone")?;
        let generator = specmill::Generator::new(document).name("client");
        let generator = match client.tag {
            Some(tag) => generator.tags([tag]),
            None => generator,
        };
        for file in &generator.render()?.files {
            let path = source.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&source))?;
            fs::write(path, &file.text)?;
        }
        let text = format!("//! {}.\n\ninclude!(\"client.rs\");\n", client.title);
        fs::write(source.join("lib.rs"), text)?;
        members.push(format!("\"{}\"", client.package));
    }
    let manifest = format!("[workspace]\nmembers = [{}]\nresolver = \"3\"\n", members.join(", "));
    fs::write(workspace.join("Cargo.toml"), manifest)?;
    // The same versions as here, and nothing to download.
    fs::copy(root.join("Cargo.lock"), workspace.join("Cargo.lock"))?;
    Ok(workspace)
}

/// The size of a library, where the mode makes one.
pub(crate) fn rlib_bytes(workspace: &Path, mode: &str, package: &str) -> Option<u64> {
    let path = workspace.join("target").join(mode).join(format!("lib{package}.rlib"));
    fs::metadata(path).ok().map(|found| found.len())
}
