//! A visit to the shop: `cargo run --example visit`. Needs no key and no network, as a mock server on this
//! machine answers as `spec/petstore.yaml` says, and refuses requests that the document does not allow.

use petstore_client::types::{Kind, NewPet, NewReservation, Pet, Refusal, UploadPhotoRequest};
use petstore_client::{Client, http::Upload};
use specmill_mock::{Mock, MockServer};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/petstore.yaml");
    let server = MockServer::start(Mock::load(document)?)?;
    let client = Client::builder().base_url(server.url()).bearer("any key").build()?;

    let mut pets = client.pets().list().kind(Kind::Cat).items();
    while let Some(pet) = pets.try_next().await? {
        println!("in the shop: {}", described(&pet));
    }

    let added = client.pets().add(&NewPet::new(Kind::Dog, "Rollo").notes("shy")).await?;
    println!("taken in: {} (status {})", described(&added), added.status());

    let picture = Upload::bytes(&b"\xff\xd8\xff\xd9"[..]).file_name("minka.jpg");
    let photo = UploadPhotoRequest::new(picture).caption("on the sofa");
    let photo = client.pets().upload_photo("pet_17", &photo).await?;
    println!("a photo is there (status {})", photo.status());

    let reservation = client.reservations().create(&NewReservation::new("pet_17")).await?;
    println!("reserved: {}", reservation.pet_id);
    client.reservations().cancel(&reservation.id).await?;

    // A name is at least one character long.
    match client.pets().add(&NewPet::new(Kind::Fish, "")).await {
        Ok(pet) => println!("taken in: {}", described(&pet)),
        Err(error) => {
            let reason = error.body_as::<Refusal>().transpose()?.map(|refusal| refusal.reason);
            println!("refused: {}", reason.unwrap_or_else(|| error.to_string()));
        }
    }
    Ok(())
}

/// An animal in a few words.
fn described(pet: &Pet) -> String {
    match pet {
        Pet::Cat(cat) => format!("{}, a cat", cat.name),
        Pet::Dog(dog) => format!("{}, a dog", dog.name),
        Pet::Fish(fish) => format!("{} fish", fish.count),
        // A kind that the shop had not when this was built.
        other => format!("something else: {other:?}"),
    }
}
