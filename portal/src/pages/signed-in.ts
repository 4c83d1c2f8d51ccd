/** What is loaded once somebody is signed in, as one file: it is smaller than two, and both are wanted at once. */
import "./app-shell.ts";
import "./chat-page.ts";
export { loadPage } from "./page-loaders.ts";
export { isKeptOut, startChat } from "./start-chat.ts";
