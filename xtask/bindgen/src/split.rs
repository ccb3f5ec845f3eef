//! Takes a module apart: what is needed at once, and chunks that are fetched when they are needed.

use std::error::Error;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use wasm_split_cli_support::{Options, transform};

use crate::{Task, strip};

/// Writes the chunks and the script that fetches them beside the page, and returns the rest of the
/// module, for wasm-bindgen.
///
/// Chunks fit no other build than their own, so their names have its hash: a page that was opened
/// before a newer one was deployed gets none instead of a wrong one.
pub(crate) fn split(task: &Task) -> Result<Vec<u8>, Box<dyn Error>> {
    let input = fs::read(&task.input)?;
    let build = {
        let mut hasher = DefaultHasher::new();
        input.hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    };
    fs::create_dir_all(&task.out_dir)?;
    let main_path = task.out_dir.join("main.wasm");
    let script = format!("{}_chunks.js", task.name);
    let link_name = format!("./{script}");
    let main_module = format!("./{}.js", task.name);
    let mut options = Options::new(&input);
    options.output_dir = &task.out_dir;
    options.main_out_path = &main_path;
    options.link_name = &link_name;
    options.main_module = &main_module;
    let made = transform(options).map_err(|error| format!("splitting: {error:#}"))?;

    let script_path = task.out_dir.join(script);
    let mut script = fs::read_to_string(&script_path)?;
    for chunk in made.split_modules {
        let name = chunk
            .file_stem()
            .and_then(|name| name.to_str())
            .ok_or("a chunk without a name")?;
        let old = format!("\"./{name}.wasm\"");
        let new = name.strip_prefix("split_").unwrap_or(name);
        let new = format!("{new}-{build}.wasm");
        if !script.contains(&old) {
            return Err(format!("nothing fetches the chunk {name}").into());
        }
        script = script.replace(&old, &format!("\"./{new}\""));
        write_chunk(task, &chunk, &task.out_dir.join(new))?;
    }
    fs::write(script_path, script)?;
    let main = fs::read(&main_path)?;
    fs::remove_file(main_path)?;
    Ok(main)
}

fn write_chunk(task: &Task, from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let chunk = fs::read(from)?;
    fs::remove_file(from)?;
    let chunk = if task.keeps_names {
        chunk
    } else {
        strip::without_custom_sections(&chunk)?
    };
    fs::write(to, chunk)?;
    Ok(())
}
