-- Requests of a file at random: each line is a path, and a header field behind a tab if there is one.
-- Arguments: the file, a seed, the share of misses, and what their paths begin with.
local all = {}
local misses, prefix, count = 0, "", 0

local function fields()
  return { ["Accept-Encoding"] = "gzip", ["User-Agent"] = "bench/1.0 (a reader)", ["Accept"] = "*/*" }
end

function init(args)
  math.randomseed(tonumber(args[2]))
  misses = tonumber(args[3])
  prefix = args[4]
  for line in io.lines(args[1]) do
    local path, name, value = line:match("^([^\t]+)\t([^:]+): (.*)$")
    local headers = fields()
    if name then headers[name] = value end
    all[#all + 1] = wrk.format("GET", path or line, headers)
  end
end

function request()
  if misses > 0 and math.random() < misses then
    count = count + 1
    return wrk.format("GET", prefix .. count .. ".xml", fields())
  end
  return all[math.random(#all)]
end
