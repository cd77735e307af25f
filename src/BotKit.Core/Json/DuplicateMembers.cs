using System.Text.Json;

namespace BotKit.Json;

/// <summary>Finds the first member that an object repeats.</summary>
internal static class DuplicateMembers
{
    /// <summary>Looks through a whole document.</summary>
    /// <returns>The path of the object that repeats a member, and the member; <see langword="null"/> when none does.</returns>
    public static string? Find(JsonElement root)
    {
        var path = new JsonPath();
        return HasAny(root, path) ? path.ToString() : null;
    }

    private static bool HasAny(JsonElement element, JsonPath path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var names = new HashSet<string>(StringComparer.Ordinal);
                foreach (var member in element.EnumerateObject())
                {
                    path.Push(member.Name);
                    if (!names.Add(member.Name) || HasAny(member.Value, path))
                    {
                        return true;
                    }

                    path.Pop();
                }

                return false;

            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    path.Push(index++);
                    if (HasAny(item, path))
                    {
                        return true;
                    }

                    path.Pop();
                }

                return false;

            default:
                return false;
        }
    }
}
