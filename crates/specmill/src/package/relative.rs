//! The way from a folder to a file.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf, absolute};

/// The path of `to` from the folder `from`, with `/` between names, which cargo and Rust take everywhere. An
/// absolute path stays one, and so does one on another drive.
pub(super) fn relative(from: &Path, to: &Path) -> String {
    let is_absolute = to.is_absolute();
    let (from, to) = (real(from), real(to));
    let names = |path: &Path| path.components().map(|part| part.as_os_str().to_owned()).collect();
    let (from, target): (Vec<OsString>, Vec<OsString>) = (names(&from), names(&to));
    let common = from.iter().zip(&target).take_while(|(one, other)| one == other).count();
    if is_absolute || common == 0 {
        return to.to_string_lossy().replace('\\', "/");
    }
    let up = from.iter().skip(common).map(|_| "..".into());
    let down = target.iter().skip(common).map(|name| name.to_string_lossy());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The path without links, as far as it is there.
fn real(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    for above in path.ancestors() {
        let Ok(real) = above.canonicalize() else { continue };
        let mut real = plain(real);
        let rest = path.strip_prefix(above).unwrap_or(Path::new(""));
        for part in rest.components() {
            match part {
                Component::ParentDir => drop(real.pop()),
                other => real.push(other),
            }
        }
        return real;
    }
    path
}

/// Windows writes canonical paths as `\\?\C:\…`, which cargo does not take in a manifest.
fn plain(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(rest) if rest.get(1..2) == Some(":") => PathBuf::from(rest),
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_goes_up_and_down() {
        assert_eq!(relative(Path::new("no/such/pets"), Path::new("no/api.yaml")), "../../api.yaml");
        assert_eq!(relative(Path::new("no-such"), Path::new("no-such/a/b")), "a/b");
        assert_eq!(relative(Path::new("no-such"), Path::new(".")), "..");
        assert_eq!(relative(Path::new("."), Path::new("no/../such")), "such");
    }
}
