using System.Security.Cryptography;
using System.Xml.Linq;
using BotKit.Ledger;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Payloads;

/// <summary>Payloads under the host's data protection.</summary>
public sealed class DataProtectionPayloadsTests
{
    private static readonly byte[] Secret = "secret"u8.ToArray();

    [Fact]
    public async Task Unprotect_OnAnotherNodeWithTheSameKeys_GivesWhatWasProtected()
    {
        var keys = new Keys();
        await using var first = Host(keys);
        await using var second = Host(keys);

        var bytes = Of(first).Protect(Secret);

        bytes.AsSpan().IndexOf(Secret).Should().Be(-1);
        Of(second).Unprotect(bytes).Should().Equal(Secret);
    }

    [Fact]
    public async Task Unprotect_AfterANewKey_StillReadsTheOldOne()
    {
        var keys = new Keys();
        await using var first = Host(keys);
        var bytes = Of(first).Protect(Secret);
        first.GetRequiredService<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
        await using var second = Host(keys);

        Of(second).Unprotect(bytes).Should().Equal(Secret);
    }

    [Fact]
    public async Task Unprotect_ChangedBytes_SaysThatTheyAreWrong()
    {
        await using var host = Host(new());
        var bytes = Of(host).Protect(Secret);
        bytes[^1] ^= 1;

        var unprotect = () => Of(host).Unprotect(bytes);

        unprotect.Should().Throw<CryptographicException>();
    }

    [Fact]
    public async Task Unprotect_KeyIsGone_SaysThatTheBytesAreWrong()
    {
        await using var first = Host(new());
        await using var second = Host(new());
        var bytes = Of(first).Protect(Secret);

        var unprotect = () => Of(second).Unprotect(bytes);

        unprotect.Should().Throw<CryptographicException>();
    }

    [Fact]
    public async Task Unprotect_KeysCannotBeRead_SaysThatTheyMayBeLater()
    {
        var keys = new Keys();
        await using var first = Host(keys);
        var bytes = Of(first).Protect(Secret);
        await using var second = Host(keys);
        keys.IsAway = true;

        var unprotect = () => Of(second).Unprotect(bytes);

        unprotect.Should().Throw<InvalidOperationException>();
        keys.IsAway = false;
        unprotect().Should().Equal(Secret);
    }

    private static IBotPayloadProtector Of(ServiceProvider host) => host.GetRequiredService<IBotPayloadProtector>();

    private static ServiceProvider Host(Keys keys)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("app");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys);
        services.AddBotKit(bots => bots.UseDataProtection());
        return services.BuildServiceProvider();
    }

    private sealed class Keys : IXmlRepository
    {
        private readonly List<XElement> _all = [];

        public bool IsAway { get; set; }

        public IReadOnlyCollection<XElement> GetAllElements() => IsAway ? throw new IOException("away") : [.. _all];

        public void StoreElement(XElement element, string friendlyName) => _all.Add(element);
    }
}
