//! A model's answer as a value of a type: `cargo run --features schemars --example structured_output`.

#[path = "support/api.rs"]
mod api;
#[path = "support/recipe_answer.rs"]
mod recipe_answer;

use std::error::Error;

use openai_rest::types::CreateResponse;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
struct Recipe {
    title: String,
    course: Course,
    /// In the order in which they are needed.
    ingredients: Vec<Ingredient>,
    minutes: u32,
}

#[derive(Deserialize, JsonSchema)]
struct Ingredient {
    name: String,
    /// Null where it is a matter of taste.
    grams: Option<f64>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Course {
    Starter,
    Main,
    Dessert,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = api::connect(&[("createResponse", recipe_answer::response)])?;

    for question in ["How is a soup of peas cooked?", "How is a bomb cooked?"] {
        let request = CreateResponse::new().model("gpt-5-mini").input(question);
        let recipe = match client.responses().parse::<Recipe>(&request).await {
            Ok(recipe) => recipe,
            Err(error) if error.refusal().is_some() => {
                println!("\n{question} {}", error.refusal().unwrap_or_default());
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        println!("{} ({:?}), {} minutes", recipe.title, recipe.course, recipe.minutes);
        for Ingredient { name, grams } in &recipe.ingredients {
            println!("- {name}{}", grams.map(|grams| format!(", {grams} g")).unwrap_or_default());
        }
    }
    Ok(())
}
