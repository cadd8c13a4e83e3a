//! From the events of a response to words.

use std::collections::BTreeMap;

use super::response_event::ResponseEvent;
use crate::json::Value;

/// What has to be known of earlier events.
#[derive(Default)]
pub(super) struct Words {
    /// The `call_id` and name of each call of the output, by its place.
    calls: BTreeMap<u64, (String, String)>,
}

impl Words {
    /// What an event says, beside what it is.
    pub(super) fn say(&mut self, event: &Value) -> Option<ResponseEvent> {
        let text = |name: &str| event.get(name)?.as_str().map(str::to_owned);
        let number = |name: &str| event.get(name).and_then(Value::as_u64).unwrap_or_default();
        let (output_index, content_index) = (number("output_index"), number("content_index"));
        let summary_index = number("summary_index");
        let call = || self.calls.get(&output_index).cloned().unwrap_or_default();
        Some(match event.get("type")?.as_str()?.strip_prefix("response.")? {
            "output_item.added" | "output_item.done" => {
                self.keep_call(output_index, &event["item"]);
                return None;
            }
            "output_text.delta" => ResponseEvent::OutputTextDelta {
                output_index,
                content_index,
                delta: text("delta")?,
            },
            "output_text.done" => {
                ResponseEvent::OutputTextDone { output_index, content_index, text: text("text")? }
            }
            "refusal.delta" => {
                ResponseEvent::RefusalDelta { output_index, content_index, delta: text("delta")? }
            }
            "refusal.done" => ResponseEvent::RefusalDone {
                output_index,
                content_index,
                refusal: text("refusal")?,
            },
            "reasoning_summary_text.delta" => ResponseEvent::ReasoningSummaryTextDelta {
                output_index,
                summary_index,
                delta: text("delta")?,
            },
            "reasoning_summary_text.done" => ResponseEvent::ReasoningSummaryTextDone {
                output_index,
                summary_index,
                text: text("text")?,
            },
            "function_call_arguments.delta" => {
                let (call_id, name) = call();
                let delta = text("delta")?;
                ResponseEvent::FunctionCallArgumentsDelta { output_index, call_id, name, delta }
            }
            "function_call_arguments.done" => {
                let (call_id, name) = call();
                // Newer servers say it here as well.
                let name = text("name").unwrap_or(name);
                let arguments = text("arguments")?;
                ResponseEvent::FunctionCallArgumentsDone { output_index, call_id, name, arguments }
            }
            "custom_tool_call_input.delta" => {
                let (call_id, name) = call();
                let delta = text("delta")?;
                ResponseEvent::CustomToolCallInputDelta { output_index, call_id, name, delta }
            }
            "custom_tool_call_input.done" => {
                let (call_id, name) = call();
                let input = text("input")?;
                ResponseEvent::CustomToolCallInputDone { output_index, call_id, name, input }
            }
            _ => return None,
        })
    }

    fn keep_call(&mut self, output_index: u64, item: &Value) {
        let text = |name: &str| item.get(name).and_then(Value::as_str).map(str::to_owned);
        if let (Some(call_id), Some(name)) = (text("call_id"), text("name")) {
            self.calls.insert(output_index, (call_id, name));
        }
    }
}
