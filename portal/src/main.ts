import "./styles/page.css";
import { showTheme } from "./elements/theme.ts";
import "./pages/clinic-portal.ts";

showTheme();
