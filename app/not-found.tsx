import { BarePage } from "#components/shell/bare-page.tsx";
import { MissingPage } from "#components/ui/missing-page.tsx";

export default function NotFound() {
  return (
    <BarePage>
      <main id="main">
        <MissingPage />
      </main>
    </BarePage>
  );
}
