//! Faults as workflow commands of GitHub Actions ("Workflow commands for GitHub Actions", "Setting an
//! error message").

use specmill::Severity;
use specmill_core::diagnostics::one_line;

use super::Judged;

/// A line each, errors first: of each step GitHub shows the first ten errors, warnings and notices.
pub(super) fn write(faults: &[Judged<'_>]) -> String {
    faults.iter().rev().map(command).collect()
}

fn command(Judged { fault, severity }: &Judged<'_>) -> String {
    let word = match severity {
        Severity::Note => "notice",
        Severity::Error => "error",
        _ => "warning",
    };
    let mut properties = Vec::new();
    if let Some(file) = fault.file() {
        properties.push(format!("file={}", property(&file.to_string_lossy())));
    }
    if let (Some(line), Some(column)) = (fault.line(), fault.column()) {
        properties.push(format!("line={line},col={column}"));
    }
    properties.push(format!("title={}", property(fault.code())));
    let help = fault.help().map(|help| format!("; {help}")).unwrap_or_default();
    let message = data(&format!("{}{help}", fault.message()));
    format!("::{word} {}::{message}\n", properties.join(","))
}

/// Text of a message. Line breaks are escaped as the log has them, where a reader sees no command.
fn data(text: &str) -> String {
    one_line(text).replace('%', "%25")
}

/// Text of a property, which ends at a comma or colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_it() {
        assert_eq!(data("100% of\r\n::error::x"), "100%25 of\\r\\n::error::x");
        assert_eq!(property("C:\\a,b.yaml"), "C%3A\\a%2Cb.yaml");
    }
}
