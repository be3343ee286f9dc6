package io.qalam.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PayaraDomainTest {

  private static final String TEMPLATE =
      """
      <domain>
        <resources>
          <jdbc-connection-pool name="__TimerPool" datasource-classname="org.h2.jdbcx.JdbcDataSource">
            <property name="URL" value="jdbc:h2:ejbtimer;AUTO_SERVER=TRUE"/>
          </jdbc-connection-pool>
        </resources>
        <configs>
          <config name="server-config">
            <http-service>
              <virtual-server id="server" network-listeners="http-listener-1,http-listener-2"/>
            </http-service>
            <iiop-service><iiop-listener address="0.0.0.0" port="3700" id="orb"/></iiop-service>
            <admin-service><jmx-connector address="0.0.0.0" port="8686"/></admin-service>
            <hazelcast-config-specific-configuration/>
            <java-config>
              <jvm-options>-Xmx512m</jvm-options>
              <jvm-options>-Dosgi.shell.telnet.port=6666</jvm-options>
              <jvm-options>-server</jvm-options>
            </java-config>
            <network-config>
              <protocols><protocol name="http-listener-1"><http/></protocol></protocols>
              <network-listeners>
                <network-listener port="8080" name="http-listener-1"/>
                <network-listener port="8181" name="http-listener-2"/>
                <network-listener port="4848" name="admin-listener"/>
              </network-listeners>
            </network-config>
          </config>
          <config name="default-config">
            <java-config><jvm-options>-Xmx512m</jvm-options></java-config>
          </config>
        </configs>
      </domain>
      """;

  @Test
  void whatListensListensOnLoopbackAndTheRestIsClosed() throws IOException {
    String edited = PayaraDomain.edited(TEMPLATE, new PayaraDomain.Ports(21_001, 21_002));

    assertThat(edited)
        .contains("<network-listener address=\"127.0.0.1\" name=\"http-listener-1\" port=\"21001\"")
        .contains("<network-listener address=\"127.0.0.1\" name=\"admin-listener\" port=\"21002\"")
        .contains("network-listeners=\"http-listener-1\"")
        .contains("<iiop-listener address=\"127.0.0.1\" enabled=\"false\"")
        .contains("<jmx-connector address=\"127.0.0.1\" enabled=\"false\"")
        .contains("<hazelcast-config-specific-configuration enabled=\"false\"")
        .contains("<jms-service type=\"DISABLED\"")
        .doesNotContain("8181")
        .doesNotContain("0.0.0.0")
        .doesNotContain("telnet");
  }

  @Test
  void noPoolUsesH2AndNoPasswordIsWrittenDown() throws IOException {
    String edited = PayaraDomain.edited(TEMPLATE, new PayaraDomain.Ports(21_001, 21_002));

    assertThat(edited)
        .doesNotContain("h2")
        .contains("org.postgresql.ds.PGSimpleDataSource")
        .contains("${ENV=QALAM_DB_PASSWORD}");
  }
}
