/** The portal, in one language. `start.ts` fetches it. */
import "./pages/clinic-portal.ts";
