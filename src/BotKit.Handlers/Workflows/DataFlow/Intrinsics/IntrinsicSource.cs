using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BotKit.Handlers.Workflows;

/// <summary>
/// What is random in a state, drawn from its place in the run: a state that is repeated after its process was lost draws the same again,
/// so that its Task keeps its input.
/// </summary>
/// <param name="seed">The place in the run, and which try it is.</param>
internal sealed class IntrinsicSource(string seed)
{
    private int _draws;

    public Guid NextGuid()
    {
        var bytes = Draw()[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>At least 0 and less than 1.</summary>
    public double NextFraction() => (BinaryPrimitives.ReadUInt64LittleEndian(Draw()) >> 11) * (1.0 / (1UL << 53));

    private byte[] Draw() => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}#{_draws++}"));
}
