/** What Streamlit hands to a component each time, and hears from it. */
export interface Component<Data = Uint8Array> {
  data: Data;
  parentElement: ShadowRoot;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}
