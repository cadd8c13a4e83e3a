//! Endpoints and versions, as they are written.

/// The URL that the paths of both APIs are below, without a slash at its end.
///
/// # Errors
///
/// What is wrong with `endpoint`, and what to give in place of it.
pub(super) fn root(endpoint: &str) -> Result<String, String> {
    let url = endpoint.trim();
    if url.is_empty() {
        return Err("the endpoint of Azure is empty: give that of the resource, such as \
                    `https://my-resource.openai.azure.com`"
            .to_owned());
    }
    // What is behind a question mark can be a key.
    if url.contains(['?', '#']) || url.contains("/deployments/") {
        return Err("the endpoint of Azure is the URL of one operation: give that of the resource, such as \
                    `https://my-resource.openai.azure.com`, the deployment as the `model` of a request, and the \
                    version as `Azure::api_version`"
            .to_owned());
    }
    let url = url.trim_end_matches('/');
    let url = url.strip_suffix("/openai/v1").or_else(|| url.strip_suffix("/openai")).unwrap_or(url);
    Ok(url.trim_end_matches('/').to_owned())
}

/// Whether a version begins with a date.
pub(super) fn is_date(version: &str) -> bool {
    let mut parts = version.splitn(4, '-');
    let mut is_number = |digits| {
        let part = parts.next().unwrap_or_default();
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_number(4) && is_number(2) && is_number(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_that_of_the_resource() {
        for endpoint in [
            "https://r.openai.azure.com",
            "https://r.openai.azure.com/",
            " https://r.openai.azure.com/openai/ ",
            "https://r.openai.azure.com/openai/v1/",
        ] {
            assert_eq!(root(endpoint).as_deref(), Ok("https://r.openai.azure.com"), "{endpoint}");
        }
        assert_eq!(root("https://gateway/azure/openai").as_deref(), Ok("https://gateway/azure"));
        for endpoint in ["", " ", "https://r/openai/deployments/d/chat", "https://r/?key=1"] {
            let fault = root(endpoint).unwrap_err();
            assert!(fault.contains("`https://my-resource.openai.azure.com`"), "{fault}");
            assert!(!fault.contains("key=1"), "{fault}");
        }
    }

    #[test]
    fn a_version_with_a_date_is_dated() {
        assert!(["2024-10-21", "2025-04-01-preview"].into_iter().all(is_date));
        assert!(!["", "v1", "2024", "2024-1-1", "24-10-2100", "preview"].into_iter().any(is_date));
    }
}
