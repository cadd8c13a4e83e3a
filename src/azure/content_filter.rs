//! What Azure's content filter says.

use specmill_runtime::json::{Map, Value};

/// Where choices, and chunks of them, have the results.
const OF_CHOICE: &str = "content_filter_results";
/// Where an answer has those of its prompts.
const OF_PROMPTS: &str = "prompt_filter_results";

/// The results of Azure's content filter for a prompt or a choice: by category (`hate`, `jailbreak`,
/// `protected_material_text`, …), whether content was filtered, and how severe or whether it was detected.
/// Categories that Azure adds are kept.
///
/// ```
/// # #[cfg(feature = "chat")] {
/// use openai_rest::azure::ContentFilterResults;
/// use openai_rest::types::CreateChatCompletionResponse;
///
/// fn warn_of(answer: &CreateChatCompletionResponse) {
///     for choice in &answer.choices {
///         let results = ContentFilterResults::of_choice(&choice.extra);
///         for category in results.iter().flat_map(|results| results.filtered()) {
///             println!("the answer was filtered: {category}");
///         }
///     }
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ContentFilterResults(Map<Value>);

impl ContentFilterResults {
    /// Reads the results of a choice, whole or a chunk of a stream, from its `extra`. `None` if there are
    /// none.
    #[must_use]
    pub fn of_choice(extra: &Map<Value>) -> Option<Self> {
        Self::of(extra.get(OF_CHOICE)?)
    }

    /// Reads the results of an answer's prompts from its `extra`, in the order of Azure: one for each prompt,
    /// which a stream has in its first chunk.
    #[must_use]
    pub fn of_prompts(extra: &Map<Value>) -> Vec<Self> {
        let prompts = extra.get(OF_PROMPTS).and_then(Value::as_array);
        let results = prompts.into_iter().flatten().filter_map(|prompt| prompt.get(OF_CHOICE));
        results.filter_map(Self::of).collect()
    }

    /// No results.
    pub(super) fn none() -> Self {
        Self(Map::new())
    }

    /// The results that `value` is, if it is an object.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let members = value.as_object()?;
        Some(Self(members.iter().map(|(name, value)| (name.clone(), value.clone())).collect()))
    }

    /// The categories by which content was filtered.
    pub fn filtered(&self) -> impl Iterator<Item = &str> {
        let is_filtered =
            |value: &Value| value.get("filtered").and_then(Value::as_bool) == Some(true);
        self.0.iter().filter(move |(_, value)| is_filtered(value)).map(|(name, _)| name.as_ref())
    }

    /// The severity in a category: `safe`, `low`, `medium` or `high`.
    #[must_use]
    pub fn severity(&self, category: &str) -> Option<&str> {
        self.get(category)?.get("severity")?.as_str()
    }

    /// Whether something was detected, in a category without severities, such as `jailbreak`.
    #[must_use]
    pub fn detected(&self, category: &str) -> Option<bool> {
        self.get(category)?.get("detected")?.as_bool()
    }

    /// Everything that Azure says of a category.
    #[must_use]
    pub fn get(&self, category: &str) -> Option<&Value> {
        self.0.get(category)
    }
}
