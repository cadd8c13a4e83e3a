//! rustc and rustdoc, called on single files beside the runtime that cargo has built once.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The compilers, and where what clients depend on is.
pub(crate) struct Compiler {
    /// The runtime's metadata, of which all that is checked needs no more.
    runtime: PathBuf,
    /// The folder of what the runtime depends on.
    dependencies: PathBuf,
}

impl Compiler {
    /// Has cargo build the runtime without its features, into the folder that this test was built in.
    pub(crate) fn new() -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
        let output = Command::new(env!("CARGO"))
            .args(["check", "--package", "specmill-runtime", "--no-default-features", "--locked"])
            .args(["--message-format", "json", "--target-dir"])
            .arg(target)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "the runtime does not compile:\n{said}");
        let messages = String::from_utf8(output.stdout).unwrap();
        let runtime = messages.lines().find_map(runtime).expect("cargo names the runtime's file");
        Self { dependencies: runtime.parent().unwrap().to_owned(), runtime }
    }

    /// Compiles the client in `folder`; what is wrong with it is the error.
    pub(crate) fn library(&self, name: &str, folder: &Path) -> Result<(), String> {
        let mut rustc = self.command("rustc");
        rustc.args(["--cap-lints", "allow"]);
        rustc.args(["--crate-name", name, "--crate-type", "lib", "--emit", "metadata"]);
        run(rustc.arg(folder.join("lib.rs")).arg("--out-dir").arg(folder)).map(|_| ())
    }

    /// Compiles the file `caller` against the client in `folder`.
    pub(crate) fn caller(&self, caller: &Path, folder: &Path) -> Result<(), String> {
        let mut rustc = self.command("rustc");
        rustc.args(["--cap-lints", "allow"]);
        rustc.args(["--crate-name", "caller", "--crate-type", "lib", "--emit", "metadata"]);
        rustc.arg("--extern").arg(external("zoo", &folder.join("libzoo.rmeta")));
        run(rustc.arg(caller).arg("-o").arg(caller.with_extension("rmeta"))).map(|_| ())
    }

    /// Everything that is said of the program `caller`, which calls the client `name` in `folder`.
    pub(crate) fn diagnostics(
        &self,
        caller: &Path,
        (name, folder): (&str, &Path),
    ) -> Vec<Diagnostic> {
        let mut rustc = self.command("rustc");
        rustc.args(["--crate-type", "bin", "--emit", "metadata", "--error-format", "json"]);
        rustc.args(["-A", "dead_code", "-A", "unused_imports"]);
        rustc.arg("--extern").arg(external(name, &folder.join(format!("lib{name}.rmeta"))));
        let stem = caller.file_stem().unwrap_or_default();
        let output = rustc.arg(caller).arg("-o").arg(folder.join(stem)).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        said.lines().map(|line| Diagnostic::read(&serde_json::from_str(line).unwrap())).collect()
    }

    /// The description of the client in `folder` that cargo-semver-checks compares.
    pub(crate) fn documentation(&self, folder: &Path) -> Result<PathBuf, String> {
        let mut rustdoc = self.command("rustdoc");
        rustdoc
            .env("RUSTC_BOOTSTRAP", "1")
            .args(["--cap-lints", "allow"])
            .args(["--crate-name", "zoo", "--crate-version", "1.0.0", "--output-format", "json"])
            .args(["-Zunstable-options", "--document-hidden-items", "--document-private-items"]);
        run(rustdoc.arg(folder.join("lib.rs")).arg("--out-dir").arg(folder))?;
        Ok(folder.join("zoo.json"))
    }

    /// `rustc` or `rustdoc` of the toolchain that this test is built with.
    fn command(&self, name: &str) -> Command {
        let path = env::var_os(name.to_uppercase()).map_or_else(|| name.into(), PathBuf::from);
        let mut command = Command::new(path);
        command
            .args(["--edition", "2024"])
            .arg("--extern")
            .arg(external("specmill_runtime", &self.runtime))
            .arg("-L")
            .arg(format!("dependency={}", self.dependencies.display()));
        command
    }
}

/// An error or a warning of rustc.
pub(crate) struct Diagnostic {
    /// The line that it is about, from 1.
    pub(crate) line: Option<u64>,
    /// The text as it is shown.
    pub(crate) text: String,
}

impl Diagnostic {
    fn read(json: &Value) -> Self {
        let spans = json["spans"].as_array().into_iter().flatten();
        let mut primary = spans.filter(|span| span["is_primary"] == true);
        let line = primary.next().and_then(|span| span["line_start"].as_u64());
        Self { line, text: json["rendered"].as_str().unwrap_or_default().to_owned() }
    }
}

fn external(name: &str, path: &Path) -> String {
    format!("{name}={}", path.display())
}

/// The file of the runtime, where a message of cargo's is about it.
fn runtime(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    let is_it =
        message["reason"] == "compiler-artifact" && message["target"]["name"] == "specmill_runtime";
    let files = message["filenames"].as_array().filter(|_| is_it)?;
    files.iter().filter_map(Value::as_str).find(|file| file.ends_with(".rmeta")).map(PathBuf::from)
}

/// Runs `command`; what it says is the error where it fails.
pub(crate) fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(said.into_owned()) } else { Err(said.into_owned()) }
}
