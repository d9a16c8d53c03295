import { render } from "preact";
import { Console } from "./shell/console";
import { connectFeed } from "./state/feed";

const root = document.getElementById("console");
if (root !== null) render(<Console />, root);
connectFeed();
