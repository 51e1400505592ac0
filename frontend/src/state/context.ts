import { createContext } from 'svelte';
import type { App } from './app.svelte';

/** The stores, for components: `provideApp` once in the shell, `useApp` wherever they are needed. */
export const [useApp, provideApp] = createContext<App>();
