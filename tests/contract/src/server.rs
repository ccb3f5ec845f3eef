//! The peer as a program, which serves the page, too.

use std::io;
use std::path::PathBuf;

use tokio::net::TcpListener;

/// Serves the page in the folder that is named by the first argument, and says where.
pub(crate) fn run() {
    if let Err(error) = serve(std::env::args_os().nth(1).map(PathBuf::from)) {
        eprintln!("The peer has ended: {error}.");
        std::process::exit(1);
    }
}

fn serve(root: Option<PathBuf>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        println!("listening on http://{}", listener.local_addr()?);
        contract::peer::serve(listener, root).await
    })
}
