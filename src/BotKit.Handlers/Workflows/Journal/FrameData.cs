using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>What goes from one state to the next, and its text, which is written more than once.</summary>
internal sealed class FrameData
{
    public static readonly FrameData Empty = new(null, "null"u8.ToArray());

    private FrameData(JsonNode? node, byte[] utf8)
    {
        Node = node;
        Utf8 = utf8;
    }

    public JsonNode? Node { get; }

    public byte[] Utf8 { get; }

    /// <summary>Takes a value on its way.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.DataLimitExceeded"/>.</exception>
    public static FrameData Of(JsonNode? node)
    {
        if (node is null)
        {
            return Empty;
        }

        byte[] utf8;
        try
        {
            utf8 = JsonNodes.WriteUtf8(node);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw TooLarge("is not JSON that can be written, or nests too deep");
        }

        return utf8.Length > WorkflowDefaults.MaxDataBytes ? throw TooLarge($"has {utf8.Length} bytes, more than {WorkflowDefaults.MaxDataBytes}")
            : Depth(utf8) > WorkflowDefaults.MaxDataDepth ? throw TooLarge($"nests more than {WorkflowDefaults.MaxDataDepth} deep")
            : new FrameData(node, utf8);
    }

    public static FrameData Restore(JsonNode? node) => node is null ? Empty : new(node, JsonNodes.WriteUtf8(node));

    private static StateFailureException TooLarge(string how) => new(ErrorNames.DataLimitExceeded, $"What the state takes, gives on or assigns {how}.");

    private static int Depth(byte[] utf8)
    {
        int depth = 0, deepest = 0;
        var isText = false;
        for (var i = 0; i < utf8.Length; i++)
        {
            switch (utf8[i])
            {
                case (byte)'"':
                    isText = !isText;
                    break;
                case (byte)'\\' when isText:
                    i++;
                    break;
                case (byte)'{' or (byte)'[' when !isText:
                    deepest = Math.Max(deepest, ++depth);
                    break;
                case (byte)'}' or (byte)']' when !isText:
                    depth--;
                    break;
            }
        }

        return deepest;
    }
}
