import { MissingPage } from "#components/ui/missing-page.tsx";

export default function NotFound() {
  return <MissingPage />;
}
