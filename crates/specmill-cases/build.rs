//! Generates the client of every document in `crates/specmill/tests/cases`, a module each, and collects
//! the examples in its documentation for `tests/examples.rs`.

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specmill::cargo::{tell, Directive};
use specmill::Generator;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../specmill/tests/cases");
    // A case that is added is generated, too.
    tell(Directive::RerunIfChanged, &folder)?;
    let out_dir = PathBuf::from(env::var("OUT_DIR")?);
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    cases.sort();
    let mut modules = String::new();
    let (mut examples, mut counts) = (String::new(), String::new());
    for case in cases {
        let document = case.join("spec.yaml");
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        tell(Directive::RerunIfChanged, &document)?;
        // Faults of a case are in its snapshot; `render` leaves cargo's output free of them.
        let path = format!("specmill_cases::{name}");
        let generator = Generator::new(&document).name(name.as_ref()).examples(path);
        let generator = generator.mock_by_feature("mock");
        let output = generator.group_by_path(name == "path_groups").render()?;
        let (mut operations, mut found) = (0, String::new());
        for file in output.files() {
            let path = out_dir.join(&file.path);
            fs::create_dir_all(path.parent().unwrap_or(&out_dir))?;
            fs::write(path, &file.text)?;
            operations += file.text.matches("static OPERATION:").count();
            collect_examples(&file.text, &mut found)?;
        }
        let count = found.matches("mod example_").count();
        writeln!(counts, "(\"{name}\", {operations}, {count}),")?;
        writeln!(examples, "mod {name} {{\n{found}}}")?;
        writeln!(modules, "/// The client of the case `{name}`.")?;
        writeln!(modules, "pub mod {name} {{ include!(\"{name}.rs\"); }}")?;
    }
    fs::write(out_dir.join("all_cases.rs"), modules)?;
    writeln!(examples, "const COUNTS: &[(&str, usize, usize)] = &[{counts}];")?;
    fs::write(out_dir.join("all_examples.rs"), examples)?;
    Ok(())
}

/// Writes every example in the documentation of `text` as a module, as rustdoc compiles it: `# ` begins
/// lines that it does not show.
fn collect_examples(text: &str, found: &mut String) -> Result<(), std::fmt::Error> {
    let mut is_example = false;
    for line in text.lines().map(str::trim_start) {
        match line.strip_prefix("///").map(|line| line.strip_prefix(' ').unwrap_or(line)) {
            Some("```no_run") => {
                is_example = true;
                writeln!(found, "mod example_{} {{", found.matches("mod example_").count())?;
            }
            Some("```") if is_example => {
                is_example = false;
                found.push_str("}\n\n");
            }
            Some(line) if is_example => {
                writeln!(found, "{}", line.strip_prefix("# ").unwrap_or(line))?;
            }
            _ => {}
        }
    }
    Ok(())
}
