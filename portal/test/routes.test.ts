import assert from "node:assert/strict";
import { test } from "node:test";
import { visitPath } from "../src/core/appointments.ts";
import { casePath, chatPath, hasPage, patientPath, routeOf } from "../src/pages/routes.ts";

test("an address names its page", () => {
  assert.deepEqual(routeOf("/"), { page: "dashboard" });
  assert.deepEqual(routeOf("/chat"), { page: "chat", conversationId: null });
  assert.deepEqual(routeOf("/cases/"), { page: "cases", caseId: null });
  assert.deepEqual(routeOf("/preferences"), { page: "preferences" });
});

test("the address of a conversation, a case, a patient leads back to it", () => {
  assert.deepEqual(routeOf(chatPath("A.b-1")), { page: "chat", conversationId: "A.b-1" });
  assert.deepEqual(routeOf(casePath("c/1")), { page: "cases", caseId: "c/1" });
  assert.deepEqual(routeOf(patientPath("p 1")), { page: "patient", patientId: "p 1" });
});

test("a visit has an address of its own, for patients and all staff that may see them", () => {
  assert.deepEqual(routeOf(visitPath("a/1")), { page: "visit", appointmentId: "a/1" });
  assert.deepEqual(routeOf("/visits"), { page: "unknown" });
  const roles = ["patient", "provider", "front_desk", "admin"] as const;
  assert.deepEqual(
    roles.filter((role) => hasPage(role, "visit")),
    ["patient", "provider", "front_desk"],
  );
});

test("the records are for administrators", () => {
  assert.deepEqual(routeOf("/records"), { page: "records" });
  assert.deepEqual(routeOf("/records/x"), { page: "unknown" });
  const roles = ["patient", "provider", "front_desk", "admin"] as const;
  assert.deepEqual(
    roles.filter((role) => hasPage(role, "records")),
    ["admin"],
  );
});

test("the audit is for administrators, the list of who opened messages for patients", () => {
  assert.deepEqual(routeOf("/audit"), { page: "audit" });
  assert.deepEqual(routeOf("/access-log"), { page: "access-log" });
  assert.deepEqual(routeOf("/audit/x"), { page: "unknown" });
  const roles = ["patient", "provider", "front_desk", "admin"] as const;
  const having = (page: "audit" | "access-log") => roles.filter((role) => hasPage(role, page));
  assert.deepEqual(having("audit"), ["admin"]);
  assert.deepEqual(having("access-log"), ["patient"]);
});

test("what no page answers to is unknown", () => {
  for (const path of ["/chat/a/b", "/patients", "/preferences/x", "/nothing", "/constructor", "/__proto__"]) {
    assert.deepEqual(routeOf(path), { page: "unknown" }, path);
  }
});

test("a badly written address is no crash", () => {
  assert.deepEqual(routeOf("/chat/%E0%A4%A"), { page: "chat", conversationId: "%E0%A4%A" });
});

test("cases are for staff, profiles for patients too, messages not for administrators", () => {
  assert.equal(hasPage("patient", "cases"), false);
  assert.equal(hasPage("patient", "patient"), true);
  assert.equal(hasPage("front_desk", "cases"), true);
  assert.equal(hasPage("admin", "chat"), false);
  assert.equal(hasPage("admin", "dashboard"), true);
});
