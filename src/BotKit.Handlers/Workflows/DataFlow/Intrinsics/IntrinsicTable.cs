using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace BotKit.Handlers.Workflows;

/// <summary>The intrinsic functions by name, and how many arguments they take.</summary>
/// <remarks>Amazon States Language, appendix B.</remarks>
internal static class IntrinsicTable
{
    private static readonly FrozenDictionary<string, (Intrinsic Function, int Least, int Most)> Functions =
        new Dictionary<string, (Intrinsic, int, int)>
        {
            ["States.Format"] = (TextIntrinsics.Format, 1, int.MaxValue),
            ["States.StringToJson"] = (TextIntrinsics.StringToJson, 1, 1),
            ["States.JsonToString"] = (TextIntrinsics.JsonToString, 1, 1),
            ["States.StringSplit"] = (TextIntrinsics.Split, 2, 2),
            ["States.Base64Encode"] = (TextIntrinsics.Encode, 1, 1),
            ["States.Base64Decode"] = (TextIntrinsics.Decode, 1, 1),
            ["States.Hash"] = (TextIntrinsics.Hash, 2, 2),
            ["States.Array"] = (ArrayIntrinsics.Make, 0, int.MaxValue),
            ["States.ArrayPartition"] = (ArrayIntrinsics.Partition, 2, 2),
            ["States.ArrayContains"] = (ArrayIntrinsics.Contains, 2, 2),
            ["States.ArrayRange"] = (ArrayIntrinsics.Range, 3, 3),
            ["States.ArrayGetItem"] = (ArrayIntrinsics.Item, 2, 2),
            ["States.ArrayLength"] = (ArrayIntrinsics.Length, 1, 1),
            ["States.ArrayUnique"] = (ArrayIntrinsics.Unique, 1, 1),
            ["States.JsonMerge"] = (NumberIntrinsics.Merge, 3, 3),
            ["States.MathRandom"] = (NumberIntrinsics.Random, 2, 3),
            ["States.MathAdd"] = (NumberIntrinsics.Add, 2, 2),
            ["States.UUID"] = (NumberIntrinsics.Uuid, 0, 0),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => Functions.Keys;

    public static bool TryFind(string name, [NotNullWhen(true)] out Intrinsic? function, out int least, out int most)
    {
        var isKnown = Functions.TryGetValue(name, out var entry);
        (function, least, most) = entry;
        return isKnown;
    }
}
