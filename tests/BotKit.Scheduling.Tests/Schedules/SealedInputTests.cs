using System.Security.Cryptography;
using System.Text;
using BotKit.Ledger;
using BotKit.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>Encrypting the same twice gives different bytes, as it does with every protector worth the name.</summary>
public sealed class SealedInputTests
{
    private static readonly ShapeInput Input = new() { Text = "hello", Number = 5, Secret = "open sesame" };

    [Fact]
    public async Task Schedule_SensitiveMember_IsEncryptedInTheStoreAndReadInTheRun()
    {
        await using var host = await Host().StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        Encoding.UTF8.GetString((await host.FindAsync("shape")).Definition.Input.Span).Should().Contain("hello").And.NotContain("sesame");
        host.Host.Services.GetRequiredService<ShapeLog>().Inputs.Should().ContainSingle().Which.Secret.Should().Be("open sesame");
    }

    [Fact]
    public async Task Start_SameInput_IsNoChangeAlthoughItIsEncryptedAnew()
    {
        await using var first = await Host().StartAsync();
        var before = await first.FindAsync("shape");

        await using var second = await Host(first.Store).StartAsync();

        (await first.FindAsync("shape")).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task Start_OtherSecret_IsAChange()
    {
        await using var first = await Host().StartAsync();

        await using var second = await Host(first.Store, Input with { Secret = "close" }).StartAsync();

        (await first.FindAsync("shape")).Revision.Should().Be(2);
    }

    [Fact]
    public async Task RunNow_SensitiveMember_IsReadInTheRun()
    {
        await using var host = await Host().StartAsync();

        await host.Host.UntilEndedAsync((await host.Schedules.RunNowAsync("shape", "me"))!.Value);

        host.Host.Services.GetRequiredService<ShapeLog>().Inputs.Should().ContainSingle().Which.Secret.Should().Be("open sesame");
    }

    private static ScheduleHost Host(IBotScheduleStore? store = null, ShapeInput? input = null) => new(
        bots: bots =>
        {
            bots.AddBot<ShapeBot>("shape").Schedule("* * * * *", input: input ?? Input);
            bots.ProtectPayloads<Protector>();
        },
        services: static services => services.AddSingleton<ShapeLog>(),
        store: store);

    private sealed class Protector : IBotPayloadProtector
    {
        private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

        public byte[] Protect(ReadOnlySpan<byte> plaintext)
        {
            using var aes = new AesGcm(Key, 16);
            var bytes = new byte[28 + plaintext.Length];
            RandomNumberGenerator.Fill(bytes.AsSpan(0, 12));
            aes.Encrypt(bytes.AsSpan(0, 12), plaintext, bytes.AsSpan(28), bytes.AsSpan(12, 16));
            return bytes;
        }

        public byte[] Unprotect(ReadOnlySpan<byte> protectedBytes)
        {
            using var aes = new AesGcm(Key, 16);
            var plain = new byte[protectedBytes.Length - 28];
            aes.Decrypt(protectedBytes[..12], protectedBytes[28..], protectedBytes[12..28], plain);
            return plain;
        }
    }
}
