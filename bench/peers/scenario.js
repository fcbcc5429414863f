import http from 'k6/http';
import { check } from 'k6';

const terms = ['laptop', 'phone', 'lamp', 'chair'];
let id;

// What plans/scenario-get.yaml does.
export default function () {
  const query = `user=${__VU}&page=${1 + Math.floor(Math.random() * 100)}`;
  const response = http.get(`${__ENV.URL}?${query}`, { headers: { 'X-Term': terms[Math.floor(Math.random() * terms.length)] } });
  check(response, { 'status is 200': r => r.status === 200, 'it has a price': r => r.json('price') !== undefined });
  id = String(response.json('id'));
}
