import { type ElementPart, nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/** Custom properties of an element, set by script: the pages' policy allows no style attributes. */
class Vars extends Directive {
  override render(_vars: Record<string, string | number>): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [vars]: [Record<string, string | number>]): typeof nothing {
    const { style } = part.element as HTMLElement | SVGElement;
    for (const [name, value] of Object.entries(vars)) {
      style.setProperty(name, String(value));
    }
    return nothing;
  }
}

export const vars = directive(Vars);
