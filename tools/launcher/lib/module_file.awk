# What MODULE.bazel files say, read as Bazel reads them: comments, strings of every kind, several
# calls on a line, a call over several, arguments in any order. One line for each call that counts,
# its fields separated by tabs:
#
#   bazel_dep            NAME    VERSION    (where it says one)
#   local_path_override  MODULE  PATH
#   include              LABEL

# The text of a file, token by token, is in `rest`; `kind` is "word", "string" or the character itself.
function next_token(    quote, end) {
  while (match(rest, /^([ \t\r\n\\]+|#[^\n]*)/)) rest = substr(rest, RLENGTH + 1)
  if (rest == "") return kind = ""
  if (match(rest, /^[rR]?("""|''')/)) {
    quote = substr(rest, RLENGTH - 2, 3)
    rest = substr(rest, RLENGTH + 1)
    end = index(rest, quote)
    return take("string", substr(rest, 1, end - 1), end + 3)
  }
  if (match(rest, /^[rR]?("([^"\\\n]|\\.)*"|'([^'\\\n]|\\.)*')/)) {
    end = RLENGTH + 1
    return take("string", unquoted(substr(rest, 1, RLENGTH)), end)
  }
  if (match(rest, /^[A-Za-z_0-9][A-Za-z_0-9.]*/)) return take("word", substr(rest, 1, RLENGTH), RLENGTH + 1)
  return take(substr(rest, 1, 1), substr(rest, 1, 1), 2)
}

function take(of_kind, of_value, next_start) {
  value = of_value
  rest = substr(rest, next_start)
  return kind = of_kind
}

function unquoted(string) {
  if (string !~ /^[rR]/) {
    string = substr(string, 2, length(string) - 2)
    gsub(/\\["'\\]/, "&\001", string)
    gsub(/\\\\\001/, "\002", string)
    gsub(/\\"\001/, "\"", string)
    gsub(/\\'\001/, "'", string)
    gsub(/\002/, "\\", string)
    return string
  }
  return substr(string, 3, length(string) - 3)
}

function read_file(    depth, call, word, key, expects) {
  depth = 0
  while (next_token() != "") {
    if (kind == "(" || kind == "[" || kind == "{") {
      if (depth++ == 0) {
        call = kind == "(" ? word : ""
        key = "label"
        split("", arguments)
      }
    } else if (kind == ")" || kind == "]" || kind == "}") {
      if (--depth == 0) say(call)
    } else if (depth == 1 && kind == "=") {
      key = word
    } else if (depth == 1 && kind == ",") {
      key = ""
    } else if (depth == 1 && kind == "string" && key != "") {
      arguments[key] = value
      key = ""
    }
    word = kind == "word" ? value : ""
  }
}

function say(call) {
  if (call == "bazel_dep" && arguments["version"] != "")
    print call "\t" arguments["name"] "\t" arguments["version"]
  else if (call == "local_path_override")
    print call "\t" arguments["module_name"] "\t" arguments["path"]
  else if (call == "include")
    print call "\t" arguments["label"]
}

FNR == 1 && NR > 1 { read_file(); rest = "" }
{ rest = rest $0 "\n" }
END { read_file() }
