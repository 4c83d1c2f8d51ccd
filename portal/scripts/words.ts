/** The words of the source, by the program that reads it, and those of `words/*.xlf`. */
import { fileURLToPath } from "node:url";
import { readConfigFileAndWriteSchema } from "@lit/localize-tools/lib/config.js";
import { TransformLitLocalizer } from "@lit/localize-tools/lib/modes/transform.js";
import type { TransformOutputConfig } from "@lit/localize-tools/lib/types/modes.js";

class Words extends TransformLitLocalizer {
  get source() {
    return this.program;
  }
}

const config = readConfigFileAndWriteSchema(fileURLToPath(new URL("../lit-localize.json", import.meta.url)));

export const words = new Words({ ...config, output: config.output as TransformOutputConfig });
