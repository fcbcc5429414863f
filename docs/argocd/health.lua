-- How Argo CD reads a LoadTest of loadstone.dev. It follows kstatus: observedGeneration first, then Stalled and Ready.
local health = { status = "Progressing", message = "Waiting for the operator to look at the LoadTest" }
if obj.status == nil or obj.status.conditions == nil then
  return health
end
if obj.status.observedGeneration ~= nil and obj.status.observedGeneration ~= obj.metadata.generation then
  health.message = "Waiting for the operator to look at the changed spec"
  return health
end
local conditions = {}
for _, condition in ipairs(obj.status.conditions) do
  conditions[condition.type] = condition
end
local stalled, ready = conditions.Stalled, conditions.Ready
if stalled ~= nil and stalled.status == "True" then
  return { status = "Degraded", message = stalled.reason .. ": " .. stalled.message }
end
if ready == nil then
  return health
end
health.message = ready.reason .. ": " .. ready.message
if ready.status == "True" then
  health.status = "Healthy"
elseif obj.status.phase == "Suspended" then
  health.status = "Suspended"
end
return health
