using System.Globalization;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Configuration;

/// <summary>Finds what the path of a failed deserialisation means.</summary>
internal static class JsonPlace
{
    /// <summary>Removes the member or element.</summary>
    /// <param name="root">Where the path begins.</param>
    /// <param name="path">The path, as the serializer tells it.</param>
    /// <param name="keys">The names and indexes that lead there, as far as there is something.</param>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(JsonNode? root, string? path, out IReadOnlyList<string> keys)
    {
        var passed = new List<string>();
        keys = passed;
        if (path is not ['$', .. var rest])
        {
            return false;
        }

        for (var node = root; node is not null && rest.Length > 0;)
        {
            if (Step(node, rest) is not { } step)
            {
                return false;
            }

            passed.Add(step.Key ?? step.Index.ToString(CultureInfo.InvariantCulture));
            rest = rest[step.Length..];
            if (rest.Length > 0)
            {
                node = step.Key is { } key ? node.AsObject()[key] : node.AsArray()[step.Index];
                continue;
            }

            if (step.Key is { } last)
            {
                return node.AsObject().Remove(last);
            }

            node.AsArray().RemoveAt(step.Index);
            return true;
        }

        return false;
    }

    // Names may have dots: the longest member that fits is the one.
    private static (string? Key, int Index, int Length)? Step(JsonNode node, string path)
    {
        if (node is JsonArray array)
        {
            var end = path.IndexOf(']', StringComparison.Ordinal);
            return path[0] == '[' && end > 1 && int.TryParse(path.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count
                ? (null, index, end + 1)
                : null;
        }

        if (node is not JsonObject members)
        {
            return null;
        }

        var key = members.Select(static member => member.Key).Where(name => LengthOf(name) > 0).MaxBy(static name => name.Length);
        return key is null ? null : (key, 0, LengthOf(key));

        int LengthOf(string name)
            => path.StartsWith("." + name, StringComparison.Ordinal) ? name.Length + 1
                : path.StartsWith("['" + name + "']", StringComparison.Ordinal) ? name.Length + 4
                : 0;
    }
}
