-- One cell of the table: requests in turn as each signed-in session, then one line of figures.
local sessions = {}
local body = nil
local deeds = nil
local turn = 0

function init(args)
  local path
  local file = io.open(os.getenv("BENCH_SESSIONS"), "r")
  for line in file:lines() do sessions[#sessions + 1] = line end
  file:close()
  path = os.getenv("BENCH_DEEDS")
  if path and path ~= "" then
    deeds = {}
    for line in io.lines(path) do
      local session, where, sent = line:match("([^\t]*)\t([^\t]*)\t(.*)")
      deeds[#deeds + 1] = {session, where, sent}
    end
  end
  path = os.getenv("BENCH_BODY")
  if path and path ~= "" then
    local f = io.open(path, "r"); body = f:read("*a"); f:close()
    wrk.method = "POST"
    wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
    wrk.headers["X-CSRFToken"] = "benchbenchbenchbenchbenchbenchbe"
  end
end

-- A deed of its own each time: whose session, where, and what is sent.
local function deed()
  turn = turn % #deeds + 1
  local session, where, sent = unpack(deeds[turn])
  return wrk.format("POST", where, {
    ["Cookie"] = "csrftoken=benchbenchbenchbenchbenchbenchbe; sessionid=" .. session,
    ["X-CSRFToken"] = "benchbenchbenchbenchbenchbenchbe",
    ["Content-Type"] = "application/x-www-form-urlencoded",
  }, sent)
end

function request()
  if deeds then return deed() end
  turn = turn % #sessions + 1
  local cookie = "csrftoken=benchbenchbenchbenchbenchbenchbe"
  if sessions[turn] ~= "-" then cookie = cookie .. "; sessionid=" .. sessions[turn] end
  wrk.headers["Cookie"] = cookie
  local sent = body
  if body then sent = body:gsub("{n}", tostring(turn)):gsub("{nn}", string.format("%03d", turn + 20)) end
  return wrk.format(nil, nil, nil, sent)
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("CELL %f %f %f %d %f\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(95) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    summary.bytes / math.max(1, summary.requests)))
end
