import { defineConfig } from 'vitest/config';
import tsconfigPaths from 'vite-tsconfig-paths';

export default defineConfig({
  plugins: [tsconfigPaths()],
  test: {
    globals: true,
    env: { DATABASE: ':memory:', ORDERS_TOKEN: 'secret' },
    root: './',
    include: ['**/*.e2e-spec.ts'],
  },
});
