//! The OpenAPI document in a Markdown page.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::Offset;

/// A fenced code block.
pub(super) struct Block {
    pub(super) text: String,
    pub(super) offset: Offset,
}

/// The first fenced block (of backticks or tildes, whatever its info string) that holds an OpenAPI
/// or Swagger document.
pub(super) fn find(page: &str) -> Option<Block> {
    let mut open: Option<Block> = None;
    for (event, range) in Parser::new(page).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                open = Some(Block { text: String::new(), offset: Offset::default() });
            }
            Event::Text(text) => {
                if let Some(block) = &mut open {
                    if block.text.is_empty() {
                        block.offset = offset_of(page, range.start);
                    }
                    block.text.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(block) = open.take()
                    && is_openapi(&block.text)
                {
                    return Some(block);
                }
            }
            _ => {}
        }
    }
    None
}

fn offset_of(page: &str, start: usize) -> Offset {
    let before = page.get(..start).unwrap_or_default();
    Offset {
        lines: before.matches('\n').count(),
        columns: before.rsplit('\n').next().unwrap_or_default().chars().count(),
    }
}

/// Whether a block names its version as a member of its root. Text that does and is no document
/// after all gets its diagnostic from the parser, at its line.
fn is_openapi(text: &str) -> bool {
    let members = ["openapi", "swagger"];
    if text.trim_start().starts_with('{') {
        return members.iter().any(|member| text.contains(member));
    }
    text.lines().any(|line| {
        let line = line.trim_start_matches(['"', '\'']);
        members.iter().any(|member| {
            line.strip_prefix(member)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
    })
}
